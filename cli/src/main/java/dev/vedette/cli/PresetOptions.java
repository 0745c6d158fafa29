package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingConfig.Precision;
import dev.vedette.training.recipe.NetworkSize;
import dev.vedette.training.recipe.Preset;
import dev.vedette.training.recipe.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which preset, and the shape of its network. */
final class PresetOptions {
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
            converter = SizeConverter.class,
            description =
                    "Size of the network's frames, multiples of the patch (default: to suit the footage; paper: 40x20 patches).")
    private @Nullable NetworkSize size;

    @Option(
            names = "--patch",
            paramLabel = "P",
            description =
                    "Side of a patch in pixels (default: 12, or 8 where the footage is small; fast and paper: 16).")
    private @Nullable Integer patch;

    @Option(names = "--seed", defaultValue = "1", description = "Of all random choices (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--batch", paramLabel = "N", description = "Samples a step.")
    private @Nullable Integer batch;

    @Option(
            names = "--precision",
            description = "${COMPLETION-CANDIDATES} (default: bfloat16 on processors that are faster in it).")
    private @Nullable Precision precision;

    /** @param footage the network's size is made to suit it, where none is given */
    TrainingConfig config(Video footage) {
        return config(footage, Map.of(), 0);
    }

    /** @param more settings by name, null where not given */
    TrainingConfig config(Video footage, Map<String, @Nullable Object> more, int threads) {
        return settings(more).config(footage, seed, threads);
    }

    /** @param more settings by name, null where not given */
    Settings settings(Map<String, @Nullable Object> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(more);
        all.put("preset", preset.name());
        all.put("size", size == null ? null : size.toString());
        all.put("patch", patch);
        all.put("batch", batch);
        all.put("precision", precision);
        return Settings.of(all);
    }

    long seed() {
        return seed;
    }

    /**
     * Refuses options that count for nothing where a network only scores.
     *
     * @param spec of the command that these are options of
     * @param detector whether the network is a detector's
     * @throws VedetteException bad configuration, when any of them was given
     */
    static void requireForScoring(CommandSpec spec, boolean detector) {
        requireNone(spec, "nothing is learned here", "--batch", "--precision", "--seed");
        if (detector) {
            requireNone(spec, "the network is the detector's own", "--preset", "--size", "--patch");
        }
    }

    private static void requireNone(CommandSpec spec, String why, String... names) {
        ParseResult parsed = spec.commandLine().getParseResult();
        List<String> given =
                Stream.of(names).filter(name -> parsed.hasMatchedOption(name)).toList();
        if (!given.isEmpty()) {
            throw VedetteException.badConfiguration(
                    String.join(" and ", given) + " would count for nothing, as " + why + ": leave it out");
        }
    }
}
