package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Anomalies;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Precision;
import dev.vedette.training.TrainingConfig.Schedule;
import dev.vedette.training.TrainingConfig.Source;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What decides how a detector is learned. */
final class LearningOptions {
    private enum Preset {
        DEFAULT(8) {
            @Override
            NetworkSize size(Video footage, int patch) {
                return NetworkSize.suiting(footage, patch);
            }

            @Override
            TrainingConfig config(NetworkConfig network, long seed) {
                return TrainingConfig.standard(network, seed);
            }
        },
        PAPER(16) {
            /** 800 tokens, whatever the patch. */
            @Override
            NetworkSize size(Video footage, int patch) {
                return new NetworkSize(40 * patch, 20 * patch);
            }

            @Override
            TrainingConfig config(NetworkConfig network, long seed) {
                return TrainingConfig.paper(network, seed);
            }
        };

        private final int patch;

        Preset(int patch) {
            this.patch = patch;
        }

        abstract NetworkSize size(Video footage, int patch);

        abstract TrainingConfig config(NetworkConfig network, long seed);
    }

    @Option(
            names = "--preset",
            defaultValue = "default",
            description = "${COMPLETION-CANDIDATES}: our recipe or the paper's (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Preset preset;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = NetworkSize.Converter.class,
            description =
                    "Size of the network's frames, multiples of the patch (default: to suit the footage; paper: 40x20 patches).")
    private @Nullable NetworkSize size;

    @Option(names = "--patch", paramLabel = "P", description = "Side of a patch in pixels (default: 8; paper: 16).")
    private @Nullable Integer patch;

    @Option(names = "--seed", defaultValue = "1", description = "Of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--batch", paramLabel = "N", description = "Samples a step.")
    private @Nullable Integer batch;

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
            description = "Most frames to learn from; longer footage is thinned evenly.")
    private @Nullable Integer maxFrames;

    @Option(
            names = "--precision",
            description = "${COMPLETION-CANDIDATES} (default: bfloat16 where the processor has it).")
    private @Nullable Precision precision;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: one for each core).")
    private int threads;

    /** @param footage the first video to learn from; the network's size is made to suit it */
    TrainingConfig config(Video footage) {
        int side = patch == null ? preset.patch : patch;
        if (side < 1) {
            throw VedetteException.badConfiguration("the patch is " + side + ", expected at least 1");
        }
        NetworkSize frame = size == null ? preset.size(footage, side) : size;
        NetworkConfig network = NetworkConfig.paper(frame.width(), frame.height(), side);
        TrainingConfig config = preset.config(network, seed);
        return config.withSchedule(schedule(config.schedule()))
                .withAnomalies(anomalies(config.anomalies()))
                .withCompute(compute(config.compute()));
    }

    private Schedule schedule(Schedule preset) {
        return new Schedule(
                or(batch, preset.batch()),
                or(teacherSteps, preset.teacherSteps()),
                or(studentSteps, preset.studentSteps()),
                or(learningRate, preset.learningRate()),
                preset.crop(),
                preset.annealed());
    }

    private Anomalies anomalies(Anomalies preset) {
        String[] parts = anomalies.split(":", 2);
        Optional<Path> folder = parts.length == 2 ? Optional.of(Path.of(parts[1])) : Optional.empty();
        Anomalies from = preset.from(source(parts[0]), folder);
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

    private Compute compute(Compute preset) {
        return new Compute(
                threads > 0 ? threads : preset.threads(),
                precision == null ? preset.precision() : precision,
                or(maxFrames, preset.maxFrames()));
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }

    private static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }
}
