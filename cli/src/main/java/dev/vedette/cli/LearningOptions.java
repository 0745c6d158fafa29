package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Anomalies;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Schedule;
import dev.vedette.training.TrainingConfig.Source;
import java.nio.file.Path;
import java.util.Optional;
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

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: one for each core).")
    private int threads;

    /** @param footage the first video to learn from; the network's size is made to suit it */
    TrainingConfig config(Video footage) {
        TrainingConfig config = preset.config(footage);
        return config.withSchedule(schedule(config.schedule()))
                .withAnomalies(anomalies(config.anomalies()))
                .withCompute(compute(config.compute()));
    }

    private Schedule schedule(Schedule usual) {
        return new Schedule(
                usual.batch(),
                or(teacherSteps, usual.teacherSteps()),
                or(studentSteps, usual.studentSteps()),
                or(learningRate, usual.learningRate()),
                usual.crop(),
                usual.annealed());
    }

    private Anomalies anomalies(Anomalies usual) {
        String[] parts = anomalies.split(":", 2);
        Optional<Path> folder = parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty();
        Anomalies from = usual.from(source(parts[0]), folder);
        return share == null
                ? from
                : new Anomalies(
                        share,
                        from.decoyShare(),
                        from.objects(),
                        from.flips(),
                        from.paperPasting(),
                        from.source(),
                        from.folder());
    }

    private Source source(String name) {
        return switch (name) {
            case "own" -> Source.OWN;
            case "cutouts" -> Source.CUTOUTS;
            case "ubnormal" -> Source.UBNORMAL;
            default ->
                throw VedetteException.badConfiguration(
                        "--anomalies is " + anomalies + ", expected own, cutouts:DIR or ubnormal:DIR");
        };
    }

    private Compute compute(Compute usual) {
        return new Compute(
                threads > 0 ? threads : usual.threads(), usual.precision(), or(maxFrames, usual.maxFrames()));
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }
}
