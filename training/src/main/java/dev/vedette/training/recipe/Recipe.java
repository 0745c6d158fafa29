package dev.vedette.training.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.fault.JsonRecords;
import dev.vedette.fault.VedetteException;
import dev.vedette.training.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * An experiment as a file: what is learned on a data set, in variants, with several seeds. Immutable.
 *
 * @param name of the file, without its ending
 * @param about one line for a person
 * @param dataset what it is made for, for a person; where it lies is told by who runs it
 * @param seeds each row is learned with each of them; at least one
 * @param rows at least one, of different names
 */
public record Recipe(String name, String about, String dataset, List<Long> seeds, List<Row> rows) {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * One variant.
     *
     * @param about why it is there
     * @param settings of the recipe's base with this row's own on top
     * @param hash of the settings, hexadecimal: equal for rows that do the same
     */
    public record Row(String name, String about, Settings settings, String hash) {}

    /** Content of the file. */
    private record Content(
            String about, String dataset, List<Long> seeds, Optional<Settings> base, List<RowContent> rows) {}

    private record RowContent(String name, Optional<String> about, Optional<Settings> set) {}

    public Recipe {
        seeds = List.copyOf(seeds);
        rows = List.copyOf(rows);
    }

    /**
     * Reads a YAML file.
     *
     * @throws VedetteException bad configuration, with all faults of the file; bad input if it cannot be read
     */
    public static Recipe read(Path file) {
        String fileName = String.valueOf(file.getFileName());
        JsonNode tree = tree(file);
        List<String> problems = JsonRecords.problems(YAML, tree, Content.class);
        requireNone(problems, file);
        JsonNode base = tree.path("base");
        List<Row> rows = new ArrayList<>();
        for (JsonNode row : tree.get("rows")) {
            rows.add(row(base, row, file));
        }
        Content content = YAML.convertValue(tree, Content.class);
        requireNone(problems(content.seeds(), rows), file);
        return new Recipe(
                fileName.replaceFirst("\\.ya?ml$", ""), content.about(), content.dataset(), content.seeds(), rows);
    }

    private static JsonNode tree(Path file) {
        try {
            return YAML.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw VedetteException.badConfiguration("the recipe " + file + " is not sound YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse("") + " at line "
                    + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw VedetteException.badInput("cannot read the recipe " + file + " (" + e.getMessage()
                    + "): expected a YAML file like those in the folder recipes");
        }
    }

    private static void requireNone(List<String> problems, Path file) {
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration("the recipe " + file + ": " + String.join("; ", problems));
        }
    }

    private static List<String> problems(List<Long> seeds, List<Row> rows) {
        List<String> problems = new ArrayList<>();
        if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
            problems.add("seeds is " + seeds + ", expected at least one, each once");
        }
        if (rows.isEmpty()) {
            problems.add("rows is empty, expected at least one");
        }
        Set<String> folders = new HashSet<>();
        for (Row row : rows) {
            if (!folders.add(folder(row.name()))) {
                problems.add("two rows are called '" + row.name() + "', expected different names");
            }
        }
        return problems;
    }

    private static Row row(JsonNode base, JsonNode row, Path file) {
        ObjectNode merged = YAML.createObjectNode();
        merged.setAll((ObjectNode) (base.isObject() ? base : YAML.createObjectNode()));
        if (row.path("set").isObject()) {
            merged.setAll((ObjectNode) row.path("set"));
        }
        String name = row.get("name").asText();
        Settings settings = Settings.of(merged, "the recipe " + file + ", row '" + name + "'");
        return new Row(name, row.path("about").asText(), settings, hash(merged));
    }

    private static String hash(ObjectNode settings) {
        Map<String, String> sorted = new TreeMap<>();
        settings.properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().toString()));
        return Identity.hash(sorted.toString()).substring(0, 12);
    }

    /**
     * Some of the rows.
     *
     * @throws VedetteException bad configuration, if there is none of such a name
     */
    public Recipe withRows(List<String> names) {
        List<Row> chosen = new ArrayList<>();
        for (String wanted : names) {
            chosen.add(rows.stream()
                    .filter(row -> row.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> VedetteException.badConfiguration(
                            "the recipe " + name + " has no row '" + wanted + "', expected one of "
                                    + rows.stream().map(Row::name).toList())));
        }
        return new Recipe(name, about, dataset, seeds, chosen);
    }

    /** The same with other seeds. */
    public Recipe withSeeds(List<Long> other) {
        return new Recipe(name, about, dataset, other, rows);
    }

    /** What a row's folder may be called. */
    public static String folder(String row) {
        return row.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
