package dev.vedette.detection;

import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Weights;
import dev.vedette.scoring.Usual;
import dev.vedette.scoring.UsualMotion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The {@code .vedette} file: a zip, not compressed, of {@code detector.json} (format version, configuration, scoring,
 * calibration, provenance, checksum of the weights) and {@code weights.safetensors}. Equal detectors give equal bytes.
 *
 * <p>Nothing in a file is trusted: structure, version, configuration, checksum, names and shapes are checked, in that order,
 * before memory is taken for weights, and no more is taken than the file has bytes.
 */
public final class DetectorFile {
    static final String DESCRIPTION = "detector.json";
    static final String WEIGHTS = "weights.safetensors";

    private static final int ZIP_MAGIC = 0x504b0304;
    private static final long LONGEST_DESCRIPTION = 16L << 20;
    /** Zip entries need some time; the first day of 1980 would be stored together with the time zone. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private DetectorFile() {}

    /**
     * Writes a detector whole or not at all.
     *
     * @throws VedetteException device, when the file cannot be written; an earlier file stays
     */
    public static void write(Path file, Detector detector) {
        AtomicFile.write(file, out -> write(out, detector));
    }

    private static void write(OutputStream out, Detector detector) throws IOException {
        ByteArrayOutputStream weights = new ByteArrayOutputStream();
        Safetensors.write(weights, detector.weights().asMap(), Map.of());
        byte[] numbers = weights.toByteArray();
        String checksum = HexFormat.of().formatHex(sha256().digest(numbers));
        ZipOutputStream zip = new ZipOutputStream(out);
        byte[] description = DetectorJson.of(detector, checksum).toBytes();
        if (description.length > LONGEST_DESCRIPTION) {
            throw VedetteException.badConfiguration(
                    "the detector's description has " + description.length + " bytes, and more than "
                            + LONGEST_DESCRIPTION + " cannot be read again: learn from fewer videos");
        }
        store(zip, DESCRIPTION, description);
        store(zip, WEIGHTS, numbers);
        zip.finish();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc(content));
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    /**
     * Reads a detector.
     *
     * @throws VedetteException bad input, when there is no such file, it is damaged or no detector; unsupported version, when
     *     it was written by a newer Vedette or by one too old
     */
    public static Detector read(Path file) {
        return open(file, DetectorFile::read);
    }

    /**
     * The {@code detector.json} of a file as it stands, for people and other programs.
     *
     * @throws VedetteException as {@link #read}: the whole file is checked
     */
    public static String description(Path file) {
        return open(file, (zip, name) -> {
            read(zip, name);
            return new String(sound(zip, entry(zip, DESCRIPTION, name), name), StandardCharsets.UTF_8);
        });
    }

    private interface Reader<T> {
        T read(ZipFile zip, Path file) throws IOException;
    }

    private static <T> T open(Path file, Reader<T> reader) {
        try {
            requireZip(file);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return reader.read(zip, file);
            }
        } catch (NoSuchFileException e) {
            throw VedetteException.badInput("there is no file " + file, e);
        } catch (ZipException e) {
            throw VedetteException.badInput(
                    file + " is no sound zip (" + e.getMessage() + "): it was cut short or damaged, copy it again", e);
        } catch (IOException | UncheckedIOException e) {
            throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static void requireZip(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(Integer.BYTES);
        }
        if (start.length < Integer.BYTES || ByteBuffer.wrap(start).getInt() != ZIP_MAGIC) {
            throw VedetteException.badInput(
                    file + " is no .vedette file: make one with `vedette train` or `vedette import`");
        }
    }

    private static Detector read(ZipFile zip, Path file) throws IOException {
        ZipEntry description = entry(zip, DESCRIPTION, file);
        if (description.getSize() > LONGEST_DESCRIPTION) {
            throw damaged(
                    file,
                    DESCRIPTION + " has " + description.getSize() + " bytes, expected at most " + LONGEST_DESCRIPTION);
        }
        DetectorJson json = DetectorJson.parse(sound(zip, description, file), file.toString());
        requireUsualOfEveryToken(json, file);
        requireKnownEntries(zip, file);
        ZipEntry numbers = entry(zip, WEIGHTS, file);
        requireChecksum(zip, numbers, json.weightsSha256(), file);
        Weights weights;
        try (InputStream in = zip.getInputStream(numbers)) {
            weights = Safetensors.readWeights(in, numbers.getSize(), file + ": " + WEIGHTS, json.network());
        }
        requireFinite(weights, file);
        return new Detector(
                json.network(), weights, json.scoring(), json.calibration(), json.quantisation(), json.provenance());
    }

    private static void requireUsualOfEveryToken(DetectorJson json, Path file) {
        UsualMotion usual = json.scoring().usual();
        int tokens = json.network().tokens();
        for (Usual one : List.of(usual.displacement(), usual.flicker())) {
            if (one.known() && one.mean().size() != tokens) {
                throw damaged(
                        file,
                        DESCRIPTION + " tells what is usual of " + one.mean().size() + " tokens, expected " + tokens
                                + ", or none");
            }
        }
    }

    /** An entry that takes as many bytes in the file as it gives: not compressed, so it cannot be a bomb. */
    private static ZipEntry entry(ZipFile zip, String name, Path file) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw VedetteException.badInput(
                    file + " is no .vedette file: it is a zip without " + name + "; make one with `vedette train`");
        }
        if (entry.getMethod() != ZipEntry.STORED
                || entry.getSize() != entry.getCompressedSize()
                || entry.getSize() > Files.size(file)) {
            throw damaged(file, name + " is compressed or announces a wrong size, expected it stored as it is");
        }
        return entry;
    }

    private static byte[] sound(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            if (crc(bytes) != entry.getCrc()) {
                throw damaged(file, entry.getName() + " does not have the checksum that the zip announces");
            }
            return bytes;
        }
    }

    private static void requireKnownEntries(ZipFile zip, Path file) {
        List<String> names = zip.stream().map(ZipEntry::getName).toList();
        for (String name : names) {
            if (!name.equals(DESCRIPTION) && !name.equals(WEIGHTS)) {
                throw damaged(
                        file,
                        "it holds an entry '" + shown(name) + "', expected only " + DESCRIPTION + " and " + WEIGHTS);
            }
        }
        if (names.size() > 2) {
            throw damaged(file, "it holds an entry twice");
        }
    }

    private static void requireChecksum(ZipFile zip, ZipEntry weights, String expected, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(weights), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String found = HexFormat.of().formatHex(digest.digest());
        if (!found.equals(expected)) {
            throw damaged(file, WEIGHTS + " has the SHA-256 " + found + ", expected " + shown(expected));
        }
    }

    private static void requireFinite(Weights weights, Path file) {
        weights.asMap().forEach((name, tensor) -> {
            if (!tensor.isFinite()) {
                throw VedetteException.badInput(file + ": the weight " + name
                        + " holds numbers that are not finite: the learning that made it went wrong");
            }
        });
    }

    private static VedetteException damaged(Path file, String problem) {
        return VedetteException.badInput(file + " is damaged: " + problem + "; copy it again");
    }

    private static String shown(String text) {
        String cleaned = text.replaceAll("\\p{Cntrl}", "?");
        return cleaned.length() > 80 ? cleaned.substring(0, 80) + "…" : cleaned;
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw VedetteException.internal("every Java has SHA-256", e);
        }
    }
}
