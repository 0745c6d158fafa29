package dev.vedette.cli;

import dev.vedette.cli.report.DetectorFacts;
import dev.vedette.cli.report.Figures;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.training.TrainingConfig;
import dev.vedette.video.ResultFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette train}: learns a detector from normal footage. */
@Command(
        name = "train",
        description = "Learns from footage what is normal in front of one camera. Nothing has to be labelled.")
final class TrainCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOOTAGE",
            arity = "1..*",
            description = "Video files, folders of images, or folders of these, all of one camera and mostly normal.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DETECTOR",
            required = true,
            description = "The .vedette file to make.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    private final LearningOptions learning = new LearningOptions();

    @Mixin
    private final FootageOptions footage = new FootageOptions();

    @Option(
            names = "--run",
            paramLabel = "DIR",
            description = "Folder of checkpoints and curves (default: DETECTOR's name with -run).")
    private @Nullable Path run;

    @Option(
            names = "--resume",
            description = "Go on from the run's last checkpoint, with the result of an unbroken run.")
    private boolean resume;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        requirePlace();
        List<Video> videos = footage.open(paths);
        TrainingConfig config = learning.config(videos.get(0));
        Path folder = run == null ? runFolder(output) : run;
        out.printf(
                "Learning from %d %s at %dx%d, patch %d, preset %s, seed %d; run folder %s%n",
                videos.size(),
                videos.size() == 1 ? "video" : "videos",
                config.network().frameWidth(),
                config.network().frameHeight(),
                config.network().patch(),
                config.preset(),
                config.seed(),
                folder);
        out.flush();
        ResultFolder.make(folder);
        long start = System.nanoTime();
        Detector detector = Learning.learn(
                videos,
                config,
                folder,
                resume,
                out,
                "the same command with --resume goes on from the last checkpoint in " + folder);
        DetectorFile.write(output, detector);
        out.printf("Learned in %s%n", Figures.time((System.nanoTime() - start) / 1e9));
        DetectorFacts.of(detector).forEach((name, value) -> out.println("  " + name + ": " + value));
        out.println("Detector: " + output + "; next: vedette detect VIDEO -m " + output);
        out.flush();
    }

    /** Before learning costs hours. */
    private void requirePlace() {
        Path parent = output.toAbsolutePath().getParent();
        if (Files.isDirectory(output)) {
            throw VedetteException.badConfiguration(output
                    + " is a folder, expected the name of a file to make, such as " + output.resolve("camera.vedette"));
        }
        if (parent != null && Files.exists(parent) && !Files.isWritable(parent)) {
            throw VedetteException.badConfiguration(
                    "nothing can be written into " + parent + ": name another place with -o");
        }
    }

    static Path runFolder(Path output) {
        String name = String.valueOf(output.getFileName());
        String stem = name.endsWith(".vedette") ? name.substring(0, name.length() - ".vedette".length()) : name;
        return output.resolveSibling(stem + "-run");
    }
}
