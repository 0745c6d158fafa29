package dev.vedette.cli;

import dev.vedette.frame.Video;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.recipe.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What decides how a detector is learned. */
final class LearningOptions {
    @Mixin
    private final PresetOptions preset = new PresetOptions();

    @Option(names = "--teacher-steps", paramLabel = "N", description = "Steps of the first phase.")
    private @Nullable Integer teacherSteps;

    @Option(names = "--student-steps", paramLabel = "N", description = "Steps of the second phase.")
    private @Nullable Integer studentSteps;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of AdamW.")
    private @Nullable Double learningRate;

    @Option(
            names = "--anomalies",
            paramLabel = "SOURCE",
            defaultValue = "own",
            description =
                    "Where the objects of synthetic anomalies come from: own (moving things of the footage itself), "
                            + "cutouts:DIR (PNG files with alpha) or ubnormal:DIR (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String anomalies;

    @Option(names = "--share", paramLabel = "X", description = "Share of samples with synthetic anomalies, 0..1.")
    private @Nullable Double share;

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description =
                    "Most frames to learn from; longer footage is thinned evenly (default: 20000, or as many as 8 GiB"
                            + " of temporary file hold).")
    private @Nullable Integer maxFrames;

    @Option(
            names = "--false-alarms",
            paramLabel = "N",
            description = "A day, that the threshold is to allow on footage like this (default: 10).")
    private @Nullable Double falseAlarms;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: one for each core that it has to itself).")
    private int threads;

    /** @param footage the first video to learn from; the network's size is made to suit it */
    TrainingConfig config(Video footage) {
        return preset.config(footage, given(), threads);
    }

    Settings settings() {
        return preset.settings(given());
    }

    long seed() {
        return preset.seed();
    }

    /** 0 where not given. */
    int threads() {
        return threads;
    }

    private Map<String, @Nullable Object> given() {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("teacherSteps", teacherSteps);
        given.put("studentSteps", studentSteps);
        given.put("learningRate", learningRate);
        given.put("anomalies", anomalies);
        given.put("share", share);
        given.put("maxFrames", maxFrames);
        given.put("falseAlarmsPerDay", falseAlarms);
        return given;
    }
}
