package dev.vedette.model;

import dev.vedette.fault.VedetteException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors in the safetensors format: eight bytes of header length, a JSON header, then the numbers, little-endian
 * and without gaps. A file is data and nothing else, and its header is checked in full before any number is read.
 *
 * <p>Reads F32, F64, F16, BF16 and I64, all into float: F64 and I64 are rounded to the nearest float. Writes F32, and I64
 * for BatchNorm's {@code num_batches_tracked}, as PyTorch does.
 */
public final class Safetensors {
    private static final int CHUNK = 1 << 16;

    private Safetensors() {}

    /**
     * All tensors of a file, in the order of its header.
     *
     * @throws VedetteException bad input, when the file is missing, cut short, or its header is not sound
     */
    public static Map<String, Tensor> read(Path file) {
        return open(file, (in, length) -> read(in, length, file.toString()));
    }

    /**
     * All tensors of a stream that holds exactly {@code length} bytes; the stream stays open.
     *
     * @param name what to call it in messages
     * @throws VedetteException bad input, when it is cut short or its header is not sound
     */
    public static Map<String, Tensor> read(InputStream in, long length, String name) throws IOException {
        return values(in, SafetensorsHeader.read(in, length, name), name);
    }

    /**
     * The weights of a network; names and shapes are checked before memory is taken for a single number.
     *
     * @throws VedetteException bad input, when it is cut short, not sound, or does not fit the network
     */
    public static Weights readWeights(InputStream in, long length, String name, NetworkConfig network)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.read(in, length, name);
        Map<String, int[]> shapes = new LinkedHashMap<>();
        header.entries().forEach(entry -> shapes.put(entry.name(), entry.shape()));
        Weights.requireFit(network, shapes, "the tensors of " + name);
        return Weights.of(network, values(in, header, name));
    }

    /** The free text that a file carries beside its tensors, empty if none; no tensor is read. */
    public static Map<String, String> readMetadata(Path file) {
        return open(file, (in, length) -> SafetensorsHeader.read(in, length, file.toString())
                .metadata());
    }

    /** Writes tensors and free text; equal content gives equal bytes. The stream stays open. */
    public static void write(OutputStream out, Map<String, Tensor> tensors, Map<String, String> metadata)
            throws IOException {
        SafetensorsHeader header = SafetensorsHeader.of(tensors, metadata);
        header.write(out);
        for (SafetensorsHeader.Entry entry : header.entries()) {
            Tensor tensor = tensors.get(entry.name());
            if (tensor != null) {
                write(out, tensor.values(), entry.format());
            }
        }
    }

    private static void write(OutputStream out, float[] values, NumberFormat format) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (buffer.remaining() < format.bytes()) {
                out.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            format.put(buffer, value);
        }
        out.write(buffer.array(), 0, buffer.position());
    }

    private static Map<String, Tensor> values(InputStream in, SafetensorsHeader header, String name)
            throws IOException {
        Map<String, Tensor> byName = new HashMap<>();
        List<SafetensorsHeader.Entry> byPlace = header.byPlace();
        byte[] chunk = new byte[CHUNK];
        for (SafetensorsHeader.Entry entry : byPlace) {
            try {
                byName.put(entry.name(), new Tensor(entry.shape(), values(in, entry, chunk)));
            } catch (EOFException e) {
                throw VedetteException.badInput(
                        name + " ends inside the tensor " + SafetensorsHeader.quote(entry.name())
                                + ": it was cut short, copy it again",
                        e);
            }
        }
        Map<String, Tensor> inHeaderOrder = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : header.entries()) {
            Tensor tensor = byName.get(entry.name());
            if (tensor != null) {
                inHeaderOrder.put(entry.name(), tensor);
            }
        }
        return inHeaderOrder;
    }

    private static float[] values(InputStream in, SafetensorsHeader.Entry entry, byte[] chunk) throws IOException {
        float[] values = new float[Math.toIntExact(Tensor.sizeOf(entry.shape()))];
        NumberFormat format = entry.format();
        ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, chunk.length / format.bytes());
            int wanted = count * format.bytes();
            if (in.readNBytes(chunk, 0, wanted) < wanted) {
                throw new EOFException();
            }
            buffer.clear();
            for (int i = 0; i < count; i++) {
                values[at++] = format.get(buffer);
            }
        }
        return values;
    }

    private interface Reader<T> {
        T read(InputStream in, long length) throws IOException;
    }

    private static <T> T open(Path file, Reader<T> reader) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
            return reader.read(in, Files.size(file));
        } catch (NoSuchFileException e) {
            throw VedetteException.badInput("there is no file " + file, e);
        } catch (IOException e) {
            throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
    }
}
