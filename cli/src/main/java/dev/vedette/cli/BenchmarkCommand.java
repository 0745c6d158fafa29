package dev.vedette.cli;

import dev.vedette.cli.benchmark.Unlearned;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.training.TrainingConfig;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette benchmark}: frames a second of every stage on this machine. */
@Command(
        name = "benchmark",
        subcommands = {CompareCommand.class, ServeBenchmarkCommand.class},
        description =
                "Measures frames a second of decoding, preprocessing, the network, the whole way and learning; or how many"
                        + " cameras this machine sustains.")
final class BenchmarkCommand implements Runnable {
    private static final int FRAMES = 240;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "VIDEO",
            arity = "0..1",
            description = "To measure with (default: a drawn street of 640x384, H.264).")
    private @Nullable Path path;

    @Mixin
    private final PresetOptions preset = new PresetOptions();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "10",
            description = "Least time for each measurement (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "Numbers of threads to measure with (default: 1,2; with --cameras one for each core).")
    private List<Integer> threads = List.of();

    @ArgGroup(exclusive = true)
    private Measured measured = new Measured();

    /** Stages are what is measured where no cameras are asked for. */
    private static final class Measured {
        @ArgGroup(exclusive = false, heading = "%nStage by stage:%n")
        private StageOptions stages = new StageOptions();

        @ArgGroup(exclusive = false, heading = "%nMany cameras at once:%n")
        private @Nullable ManyCamerasOptions cameras;
    }

    @Override
    public void run() {
        ManyCamerasOptions cameras = measured.cameras;
        if (cameras != null || measured.stages.withoutLearning) {
            PresetOptions.requireForScoring(spec, cameras != null && cameras.detector != null);
        }
        if (path != null) {
            measure(path);
            return;
        }
        try {
            Path folder = Files.createTempDirectory("vedette-benchmark");
            Path file = folder.resolve("street.mp4");
            try {
                render(file);
                measure(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw VedetteException.device(
                    "no temporary video can be written (" + e.getMessage() + "): make room, or name a video", e);
        }
    }

    private void render(Path file) {
        double frameRate = measured.cameras == null ? 25 : measured.cameras.frameRate;
        StreetScene scene = StreetScene.normal(1, FRAMES, new StreetScene.Format(640, 384, frameRate));
        try (VideoWriter writer = VideoWriter.create(file, 640, 384, frameRate)) {
            for (int i = 0; i < scene.frames(); i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
    }

    private void measure(Path file) {
        PrintWriter out = spec.commandLine().getOut();
        Video video = Videos.open(file);
        TrainingConfig config = preset.config(video);
        if (measured.cameras == null) {
            new StageReport(out, measured.stages, threads.isEmpty() ? List.of(1, 2) : threads, seconds)
                    .measure(file, video, config);
        } else {
            measure(out, measured.cameras, video, config);
        }
    }

    private void measure(PrintWriter out, ManyCamerasOptions cameras, Video video, TrainingConfig config) {
        if (threads.size() > 1) {
            throw VedetteException.badConfiguration(
                    "cameras are measured with one number of threads, found " + threads + ": name one");
        }
        Detector detector = cameras.detector == null
                ? Unlearned.detector(config.network(), config.method().scoring().get(0))
                : DetectorFile.read(cameras.detector);
        int all = Runtime.getRuntime().availableProcessors();
        new CameraReport(out, cameras, threads.isEmpty() ? all : threads.get(0), seconds).measure(video, detector);
    }
}
