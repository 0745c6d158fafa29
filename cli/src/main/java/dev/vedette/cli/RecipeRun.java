package dev.vedette.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.cli.recipe.RowResults;
import dev.vedette.cli.report.Figures;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.recipe.Recipe;
import dev.vedette.video.dataset.Dataset;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns and evaluates rows of a recipe in a folder. What lies there already from the same settings and the same version is taken as it is, and what was
 * broken off goes on where it stopped; rows that differ only in what is chosen after learning share what was learned.
 */
final class RecipeRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Recipe recipe;
    private final Dataset dataset;
    private final List<Video> footage;
    private final Path output;
    private final int threads;
    private final PrintWriter out;

    RecipeRun(RecipeOptions options, Path output, PrintWriter out) {
        this.recipe = options.read();
        this.dataset = options.dataset();
        this.footage = dataset.training();
        this.output = output;
        this.threads = options.threads();
        this.out = out;
        if (footage.isEmpty()) {
            throw VedetteException.badInput("the data set " + dataset.name()
                    + " has no videos to learn from, expected some (docs/datasets.md)");
        }
        requireSound();
    }

    /** Before the first row costs time: a fault in the last one should not come to light after hours. */
    private void requireSound() {
        for (Recipe.Row row : recipe.rows()) {
            try {
                config(row, recipe.seeds().get(0));
            } catch (VedetteException e) {
                throw VedetteException.badConfiguration("row '" + row.name() + "': " + e.getMessage());
            }
        }
    }

    private TrainingConfig config(Recipe.Row row, long seed) {
        return row.settings().config(footage.get(0), seed, threads);
    }

    Recipe recipe() {
        return recipe;
    }

    List<RowResults> all() {
        List<RowResults> rows = new ArrayList<>();
        int number = 0;
        for (Recipe.Row row : recipe.rows()) {
            List<JsonNode> evaluations = new ArrayList<>();
            for (long seed : recipe.seeds()) {
                number++;
                out.printf(
                        "%d of %d: %s, seed %d (settings %s)%n",
                        number, recipe.rows().size() * recipe.seeds().size(), row.name(), seed, row.hash());
                out.flush();
                evaluations.add(evaluation(row, seed));
            }
            rows.add(RowResults.of(row.name(), row.hash(), evaluations));
        }
        return rows;
    }

    private JsonNode evaluation(Recipe.Row row, long seed) {
        Path folder = output.resolve(Recipe.folder(row.name())).resolve("seed-" + seed);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Recipe", recipe.name() + ", " + row.name());
        facts.put("Settings", row.hash());
        facts.put("Vedette", ManifestVersion.version());
        Path file = folder.resolve(DatasetEvaluation.FILE);
        if (!isDone(file, facts)) {
            learnAndEvaluate(row, seed, folder, facts);
        }
        return read(file);
    }

    private static boolean isDone(Path file, Map<String, String> facts) {
        if (!Files.exists(file)) {
            return false;
        }
        JsonNode known = read(file).path("detector");
        return facts.entrySet().stream()
                .allMatch(fact -> known.path(fact.getKey()).asText().equals(fact.getValue()));
    }

    private void learnAndEvaluate(Recipe.Row row, long seed, Path folder, Map<String, String> facts) {
        TrainingConfig config = config(row, seed);
        long start = System.nanoTime();
        Path learned = output.resolve("learned").resolve(config.learningHash());
        Detector detector = Learning.learn(
                footage, config, learned, true, out, "the same command goes on from the last checkpoint");
        DetectorFile.write(folder.resolve("detector.vedette"), detector);
        out.println("Learned in " + Figures.time((System.nanoTime() - start) / 1e9));
        out.flush();
        Map<String, String> about = new LinkedHashMap<>(facts);
        about.putAll(new TreeMap<>(detector.provenance().facts()));
        Engine.Computing computing =
                new Engine.Computing(EngineOptions.defaults().withThreads(threads), Precision.AUTO);
        new DatasetEvaluation(detector, computing, folder).run(dataset, about);
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw VedetteException.badInput(
                    "cannot read " + file + " (" + e.getMessage() + "): delete it, and it is made again");
        }
    }
}
