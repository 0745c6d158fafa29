package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How footage is read. */
final class FootageOptions {
    @Option(
            names = "--frame-rate",
            paramLabel = "N",
            defaultValue = "25",
            description = "Frames a second of folders of images (default: ${DEFAULT-VALUE}).")
    private double frameRate;

    ReadOptions readOptions() {
        return ReadOptions.DEFAULTS.withImageFrameRate(frameRate);
    }

    List<Video> open(List<Path> paths) {
        return Videos.openAll(paths, readOptions());
    }

    /** @param broken is told of each that does not open, where there are several */
    List<Video> open(List<Path> paths, Consumer<VedetteException> broken) {
        return Videos.openAll(paths, readOptions(), broken);
    }
}
