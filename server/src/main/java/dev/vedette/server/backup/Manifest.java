package dev.vedette.server.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.JsonRecords;
import dev.vedette.fault.VedetteException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is in a backup.
 *
 * @param format 1
 * @param vedette version that wrote it
 * @param created ISO 8601
 * @param database whether SQLite's file is in it
 * @param files all of them
 */
record Manifest(int format, String vedette, String created, boolean database, List<Entry> files) {
    static final String NAME = "manifest.json";
    static final int FORMAT = 1;

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    /** Only what a backup holds, so that no path leads out of the folder that it is restored to. */
    private static final Pattern PATH = Pattern.compile(
            "vedette\\.db|store\\.key|detectors/[A-Za-z0-9-][A-Za-z0-9.-]*|events/(unsaved/)?[A-Za-z0-9-]+/[a-z0-9]+\\.[a-z0-9]+");

    /**
     * A file.
     *
     * @param path in the data folder, with slashes
     * @param sha256 in hexadecimal
     */
    record Entry(String path, long bytes, String sha256) {}

    void write(OutputStream out) throws IOException {
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /** @throws VedetteException bad input, when it is damaged; unsupported version, when a newer Vedette wrote it */
    static Manifest read(InputStream in) throws IOException {
        JsonNode tree = tree(in);
        if (tree.path("format").asInt() > FORMAT) {
            throw VedetteException.unsupportedVersion(
                    "the backup is of format " + tree.path("format").asInt() + ", expected " + FORMAT
                            + ": restore it with the Vedette that wrote it");
        }
        List<String> problems = JsonRecords.problems(JSON, tree, Manifest.class);
        if (!problems.isEmpty()) {
            throw VedetteException.badInput("the backup is damaged: " + String.join("; ", problems));
        }
        Manifest manifest = JSON.treeToValue(tree, Manifest.class);
        Set<String> paths = new HashSet<>();
        for (Entry file : manifest.files()) {
            if (!PATH.matcher(file.path()).matches() || !paths.add(file.path())) {
                throw VedetteException.badInput("the backup holds " + file.path() + ", which does not belong there");
            }
        }
        return manifest;
    }

    private static JsonNode tree(InputStream in) throws IOException {
        try {
            return JSON.readTree(in);
        } catch (JsonProcessingException | CharConversionException e) {
            throw VedetteException.badInput("the backup is damaged: its " + NAME + " is no JSON", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw VedetteException.internal("every Java has SHA-256", e);
        }
    }

    static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
