package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Detectors and checkpoints that are damaged or hostile end in one clear line; nothing of them is run or believed. */
class BadFilesTest {
    private static final String DESCRIPTION = "detector.json";
    private static final String WEIGHTS = "weights.safetensors";

    @TempDir
    Path folder;

    private Path detector;

    @BeforeEach
    void prepare() {
        detector = Samples.networkDetector(folder.resolve("gate.vedette"));
    }

    @Test
    void theDetectorItselfIsGood() {
        Command.run("info", detector).succeeds();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.5, 0.999})
    void aDetectorCutShort(double share) throws IOException {
        byte[] whole = Files.readAllBytes(detector);
        Files.write(detector, Arrays.copyOf(whole, (int) (share * whole.length)));

        Command.run("info", detector).fails(3, "gate.vedette");
    }

    @Test
    void aDetectorOfANewerFormat() throws IOException {
        Map<String, byte[]> parts = parts();
        String json = new String(parts.get(DESCRIPTION), StandardCharsets.UTF_8)
                .replaceFirst("(\"(?:formatVersion|version)\"\\s*:\\s*)\\d+", "$1999");
        parts.put(DESCRIPTION, json.getBytes(StandardCharsets.UTF_8));
        write(parts);

        Command.run("info", detector).fails(4, "999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[-8,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9223372036854775807]}}"
            })
    void aHostileSafetensorsHeader(String header) throws IOException {
        Path file = Files.write(folder.resolve("hostile.safetensors"), safetensors(header.length(), header));

        Command.run("import", file, "-o", folder.resolve("new.vedette")).fails(3, "hostile.safetensors");

        assertThat(folder.resolve("new.vedette")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, -1, 1L << 40})
    void aSafetensorsHeaderOfImpossibleLength(long length) throws IOException {
        Path file = Files.write(folder.resolve("hostile.safetensors"), safetensors(length, "{}"));

        Command.run("import", file, "-o", folder.resolve("new.vedette")).fails(3, "hostile.safetensors");
    }

    @Test
    void aZipThatPointsOutside() throws IOException {
        Map<String, byte[]> parts = parts();
        parts.put("../outside.txt", "got out".getBytes(StandardCharsets.UTF_8));
        write(parts);

        Command.run("info", detector).fails(3, "gate.vedette");
        assertThat(folder.getParent().resolve("outside.txt")).doesNotExist();
    }

    @Test
    void aZipBomb() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(detector))) {
            zip.putNextEntry(new ZipEntry(DESCRIPTION));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }

        Command.run("info", detector).fails(3, "gate.vedette");
    }

    @Test
    void aCheckpointThatAsksForCode() throws IOException {
        Path proof = folder.resolve("ran");
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.writeBytes(new byte[] {(byte) 0x80, 2});
        pickle.writeBytes(("cos\nsystem\n(X").getBytes(StandardCharsets.US_ASCII));
        byte[] command = ("touch " + proof).getBytes(StandardCharsets.UTF_8);
        pickle.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(command.length)
                .array());
        pickle.writeBytes(command);
        pickle.writeBytes("tR.".getBytes(StandardCharsets.US_ASCII));
        Path checkpoint = folder.resolve("hostile.pth");
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("archive/data.pkl", pickle.toByteArray());
        parts.put("archive/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        write(checkpoint, parts);

        Command.run("import", checkpoint, "-o", folder.resolve("new.vedette")).fails(3, "hostile.pth");

        assertThat(proof).doesNotExist();
        assertThat(folder.resolve("new.vedette")).doesNotExist();
    }

    @Test
    void aFrameSizeThatThePatchDoesNotDivide() {
        Path street = Samples.street(folder.resolve("street.mp4"), 20);

        Command.run("train", street, "-o", folder.resolve("new.vedette"), "--size", "100x90", "--patch", "16")
                .fails(2, "frameWidth is 100", "frameHeight is 90", "patch 16", "96 or 112");
    }

    @Test
    void aFolderThatCannotBeWritten() throws IOException {
        Path street = Samples.street(folder.resolve("street.mp4"), 20);
        Path file = Files.writeString(folder.resolve("file"), "earlier");

        Command.run("detect", street, "-m", detector, "-o", file.resolve("results"))
                .fails(5, "file");
        Command.run("train", street, "-o", file.resolve("new.vedette"), "--size", "64x48")
                .fails(5, "file");

        assertThat(file).hasContent("earlier");
    }

    private static byte[] safetensors(long length, String header) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + 16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(text)
                .array();
    }

    private Map<String, byte[]> parts() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(detector.toFile())) {
            for (String name : new String[] {DESCRIPTION, WEIGHTS}) {
                parts.put(name, zip.getInputStream(zip.getEntry(name)).readAllBytes());
            }
        }
        return parts;
    }

    private void write(Map<String, byte[]> parts) throws IOException {
        write(detector, parts);
    }

    private static void write(Path file, Map<String, byte[]> parts) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            parts.forEach((name, content) -> {
                ZipEntry entry = new ZipEntry(name);
                CRC32 crc = new CRC32();
                crc.update(content);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(crc.getValue());
                try {
                    zip.putNextEntry(entry);
                    zip.write(content);
                    zip.closeEntry();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
