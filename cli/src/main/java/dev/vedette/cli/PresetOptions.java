package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Compute;
import dev.vedette.training.TrainingConfig.Precision;
import dev.vedette.training.TrainingConfig.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recipe, and the shape of its network. */
final class PresetOptions {
    /** Makes the shape of a network for some size of frames. */
    private interface Shape {
        NetworkConfig of(int frameWidth, int frameHeight, int patch);
    }

    /** Makes a recipe. */
    private interface Recipe {
        TrainingConfig of(NetworkConfig network, long seed);
    }

    private enum Preset {
        DEFAULT(8, 600, NetworkConfig::paper, TrainingConfig::standard),
        FAST(16, 260, NetworkConfig::narrow, TrainingConfig::fast),
        PAPER(16, 800, NetworkConfig::paper, TrainingConfig::paper) {
            /** As many tokens whatever the footage. */
            @Override
            NetworkSize size(Video footage, int patch) {
                return new NetworkSize(40 * patch, 20 * patch);
            }
        };

        private final int patch;
        private final int tokens;
        private final Shape shape;
        private final Recipe recipe;

        Preset(int patch, int tokens, Shape shape, Recipe recipe) {
            this.patch = patch;
            this.tokens = tokens;
            this.shape = shape;
            this.recipe = recipe;
        }

        NetworkSize size(Video footage, int patch) {
            return NetworkSize.suiting(footage, patch, tokens);
        }
    }

    @Option(
            names = "--preset",
            defaultValue = "default",
            description =
                    "${COMPLETION-CANDIDATES}: our recipe, our recipe for many frames a second, or the paper's (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Preset preset;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = NetworkSize.Converter.class,
            description =
                    "Size of the network's frames, multiples of the patch (default: to suit the footage; paper: 40x20 patches).")
    private @Nullable NetworkSize size;

    @Option(
            names = "--patch",
            paramLabel = "P",
            description = "Side of a patch in pixels (default: 8; fast and paper: 16).")
    private @Nullable Integer patch;

    @Option(names = "--seed", defaultValue = "1", description = "Of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--batch", paramLabel = "N", description = "Samples a step.")
    private @Nullable Integer batch;

    @Option(names = "--precision", description = "${COMPLETION-CANDIDATES} (default: bfloat16 where it is faster).")
    private @Nullable Precision precision;

    /** @param footage the network's size is made to suit it, where none is given */
    TrainingConfig config(Video footage) {
        int side = patch == null ? preset.patch : patch;
        if (side < 1) {
            throw VedetteException.badConfiguration("the patch is " + side + ", expected at least 1");
        }
        NetworkSize frame = size == null ? preset.size(footage, side) : size;
        TrainingConfig config = preset.recipe.of(preset.shape.of(frame.width(), frame.height(), side), seed);
        Compute compute = config.compute();
        return config.withSchedule(schedule(config.schedule()))
                .withCompute(new Compute(
                        compute.threads(), precision == null ? compute.precision() : precision, compute.maxFrames()));
    }

    private Schedule schedule(Schedule usual) {
        return new Schedule(
                batch == null ? usual.batch() : batch,
                usual.teacherSteps(),
                usual.studentSteps(),
                usual.learningRate(),
                usual.crop(),
                usual.annealed());
    }
}
