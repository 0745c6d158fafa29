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
import dev.vedette.training.Identity;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.recipe.Recipe;
import dev.vedette.video.Videos;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.TestVideo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Learns and evaluates rows of a recipe in a folder. What lies there already from the same settings, data set and version is taken as it is, and what was
 * broken off goes on where it stopped; rows that differ only in what is chosen after learning share what was learned.
 */
final class RecipeRun {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Recipe recipe;
    private final Dataset dataset;
    private final List<Video> footage;
    private final String data;
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
        this.data = identity(dataset, footage);
    }

    /** Before the first row costs time: a fault in the last one should not come to light after hours. */
    private void requireSound() {
        List<String> faults = new ArrayList<>();
        for (Recipe.Row row : recipe.rows()) {
            try {
                config(row, recipe.seeds().get(0));
            } catch (VedetteException e) {
                faults.add("row '" + row.name() + "': " + e.getMessage());
            }
        }
        if (!faults.isEmpty()) {
            throw VedetteException.badConfiguration(String.join("; ", faults));
        }
    }

    /** Tells data sets apart by what figures depend on, as far as it is known without decoding videos and reading masks. */
    private static String identity(Dataset dataset, List<Video> footage) {
        List<String> parts = new ArrayList<>();
        parts.add(dataset.layout());
        footage.forEach(video -> parts.add(described(video)));
        for (TestVideo test : dataset.test()) {
            OptionalInt frames = test.truth().frames();
            parts.add("test " + test.name());
            parts.add(described(test.video()));
            parts.add(frames.isPresent() ? Arrays.toString(test.labels(frames.getAsInt())) : "all normal");
            parts.add(test.trackFile().toString());
        }
        return digest(parts);
    }

    private static String digest(List<String> parts) {
        return Identity.hash(parts.toArray(String[]::new)).substring(0, 12);
    }

    private static String described(Video video) {
        return video.name() + ", " + video.frameRate() + " frames/s, " + Videos.bytes(video) + " bytes";
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
        facts.put("Data set", data);
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
        Detector detector = Learning.learn(
                footage, config, learned(config), true, out, "the same command goes on from the last checkpoint");
        DetectorFile.write(folder.resolve("detector.vedette"), detector);
        out.println("Learned in " + Figures.time((System.nanoTime() - start) / 1e9));
        out.flush();
        Map<String, String> about = new LinkedHashMap<>(facts);
        about.putAll(new TreeMap<>(detector.provenance().facts()));
        Engine.Computing computing = new Engine.Computing(
                EngineOptions.defaults().withThreads(config.compute().threadsToUse()), Precision.AUTO);
        new DatasetEvaluation(detector, computing, folder).run(dataset, about);
    }

    /** Checkpoints of these settings and this footage; earlier versions named their folder after the settings alone. */
    private Path learned(TrainingConfig config) {
        Path all = output.resolve("learned");
        Path earlier = all.resolve(config.learningHash());
        String from = digest(footage.stream()
                .map(video -> video.name() + ", " + Videos.bytes(video) + " bytes")
                .toList());
        return Files.exists(earlier) ? earlier : all.resolve(config.learningHash() + "-" + from);
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
