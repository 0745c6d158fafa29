package dev.vedette.training.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes small checkpoint files out of pickles written as text (protocol 0). */
final class CheckpointFiles {
    private CheckpointFiles() {}

    /** A copy of a golden file: resources may lie inside an archive. */
    static Path golden(String name) throws IOException {
        Path copy = Files.createTempFile("golden-", name);
        copy.toFile().deleteOnExit();
        try (InputStream in = CheckpointFiles.class.getResourceAsStream("/golden/tiny/" + name)) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        return copy;
    }

    /** A zip checkpoint of one pickle and one storage "0". */
    static Path zip(Path file, String pickle, byte[] storage) throws IOException {
        return zip(file, Map.of("x/data.pkl", pickle.getBytes(ISO_8859_1), "x/data/0", storage));
    }

    static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    /** Pickled: a dictionary from names to tensors or whatever else. */
    static String dictionary(String... namesAndValues) {
        StringBuilder pickle = new StringBuilder("(d");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pickle.append("S'")
                    .append(namesAndValues[i])
                    .append("'\n")
                    .append(namesAndValues[i + 1])
                    .append('s');
        }
        return pickle.toString();
    }

    /** Pickled: a tensor in the storage "0" of so many numbers. */
    static String tensor(String type, long count, long offset, String shape, String strides) {
        return "ctorch._utils\n_rebuild_tensor_v2\n((S'storage'\nctorch\n" + type + "\nS'0'\nS'cuda:0'\nI" + count
                + "\ntQI" + offset + "\n" + numbers(shape) + numbers(strides) + "I00\nccollections\nOrderedDict\n(tRtR";
    }

    private static String numbers(String commaSeparated) {
        StringBuilder tuple = new StringBuilder("(");
        for (String number : commaSeparated.isEmpty() ? new String[0] : commaSeparated.split(",")) {
            tuple.append('I').append(number).append('\n');
        }
        return tuple.append('t').toString();
    }

    static byte[] floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            buffer.putFloat(value);
        }
        return buffer.array();
    }
}
