package dev.vedette.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of {@code vedette benchmark} with many cameras. */
final class ManyCamerasOptions {
    @Option(
            names = "--cameras",
            paramLabel = "N",
            required = true,
            arity = "0..1",
            fallbackValue = "auto",
            converter = CameraCount.Converter.class,
            description =
                    "Measures so many cameras instead, each playing the video in real time; auto, or no number: finds the largest"
                            + " that is sustained.")
    @SuppressWarnings("NullAway.Init")
    CameraCount count;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            defaultValue = "5",
            description = "Frames a second of each camera, whatever the video's own (default: ${DEFAULT-VALUE}).")
    double frameRate;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "DETECTOR",
            description = "What all cameras are watched with (default: an unlearned detector of the preset).")
    @Nullable
    Path detector;
}
