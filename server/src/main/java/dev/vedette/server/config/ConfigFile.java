package dev.vedette.server.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.JsonRecords;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code vedette.yaml}: all faults together, unknown keys refused, secrets from outside. */
public final class ConfigFile {
    private static final long LONGEST = 1 << 20;
    private static final ObjectMapper YAML =
            YAMLMapper.builder().addModule(new Jdk8Module()).build();

    private ConfigFile() {}

    /**
     * @param environment value of an environment variable, null where there is none
     * @throws VedetteException bad configuration, with everything that is wrong in the file
     */
    public static ServeConfig read(Path file, Function<String, @Nullable String> environment) {
        return parse(file, text(file), environment);
    }

    /**
     * What a file's content says.
     *
     * @param file what to call it in messages
     * @param environment value of an environment variable, null where there is none
     * @throws VedetteException bad configuration, with everything that is wrong in it
     */
    public static ServeConfig parse(Path file, String text, Function<String, @Nullable String> environment) {
        JsonNode tree = tree(file, text);
        List<String> problems = new ArrayList<>();
        return record(file, new Secrets(environment, problems).revealed(tree), problems, ServeConfig.class);
    }

    /**
     * What another YAML file says, with references to secrets left as they are.
     *
     * @throws VedetteException bad configuration, with everything that is wrong in it
     */
    public static <T extends Record> T readAs(Class<T> type, Path file) {
        return record(file, tree(file, text(file)), new ArrayList<>(), type);
    }

    private static <T extends Record> T record(Path file, JsonNode known, List<String> problems, Class<T> type) {
        problems.addAll(JsonRecords.problems(YAML, known, type));
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration(file + ": " + String.join("; ", problems));
        }
        return YAML.convertValue(known, type);
    }

    /** @throws VedetteException bad configuration, when it cannot be read or is much too long */
    public static String text(Path file) {
        try {
            if (Files.size(file) > LONGEST) {
                throw VedetteException.badConfiguration(file + " has more than " + LONGEST + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw VedetteException.badConfiguration(
                    "cannot read " + file + " (" + e.getMessage() + "): name another file");
        }
    }

    private static JsonNode tree(Path file, String text) {
        try {
            JsonNode tree = YAML.readTree(text);
            return tree == null || tree.isMissingNode() || tree.isNull() ? YAML.createObjectNode() : tree;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw VedetteException.badConfiguration(file + " is no YAML: line " + line + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }
}
