package dev.vedette.cli;

import dev.vedette.cli.benchmark.LearningSpeed;
import dev.vedette.cli.benchmark.Machine;
import dev.vedette.cli.benchmark.Soak;
import dev.vedette.cli.benchmark.StageSpeeds;
import dev.vedette.cli.text.TextTable;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.TrainingConfig;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette benchmark}: frames a second of every stage on this machine. */
@Command(
        name = "benchmark",
        subcommands = CompareCommand.class,
        description = "Measures frames a second of decoding, preprocessing, the network, the whole way and learning.")
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
            defaultValue = "1,2",
            description = "Numbers of threads to measure with (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private List<Integer> threads;

    @Option(names = "--no-learning", description = "Leave learning out.")
    private boolean withoutLearning;

    @Option(
            names = "--soak",
            paramLabel = "FRAMES",
            description = "Also detect in, then learn from, that many frames and tell the memory meanwhile.")
    private long soak;

    @Override
    public void run() {
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

    private static void render(Path file) {
        StreetScene scene = StreetScene.normal(1, FRAMES, new StreetScene.Format(640, 384, 25));
        try (VideoWriter writer = VideoWriter.create(file, 640, 384, 25)) {
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
        NetworkConfig network = config.network();
        StageSpeeds speeds = new StageSpeeds(network, seconds);
        List<Frame> frames = head(video);
        Image first = frames.get(0).image();
        out.println(Machine.describe());
        out.printf(
                Locale.ROOT,
                "Video %dx%d; network %dx%d, patch %d, %d tokens; scores by %s%n%n",
                first.width(),
                first.height(),
                network.frameWidth(),
                network.frameHeight(),
                network.patch(),
                network.tokens(),
                speeds.engineDescription());
        TextTable table = new TextTable(titles());
        row(table, "decoding", n -> speeds.decoding(Videos.open(file, ReadOptions.DEFAULTS.withDecoderThreads(n))));
        table.row(cells("preprocessing", n -> n == 1 ? speeds.preprocessing(frames) : Double.NaN));
        row(table, "network, one mask a frame", n -> speeds.network(frames, n));
        row(table, "file to events, one mask a frame", n -> speeds.pipeline(video, ScoringRule.paper(), n));
        ScoringRule rule = config.method().scoring().get(0);
        row(table, "file to events, preset " + config.preset(), n -> speeds.pipeline(video, rule, n));
        Optional<Long> detecting = Machine.peakResident();
        if (!withoutLearning) {
            LearningSpeed learn = new LearningSpeed(config, seconds);
            String how = ", batch " + learn.batchSize() + ", " + learn.precision();
            row(table, "learning, teacher" + how, n -> learn.of(false, n));
            row(table, "learning, student" + how, n -> learn.of(true, n));
        }
        table.print(out);
        out.println();
        detecting.ifPresent(bytes -> out.println("Peak resident memory while detecting: " + mebibytes(bytes)));
        if (!withoutLearning) {
            Machine.peakResident().ifPresent(bytes -> out.println("… and while learning: " + mebibytes(bytes)));
        }
        if (soak > 0) {
            int most = threads.stream().mapToInt(Integer::intValue).max().orElse(1);
            memory(out, "detecting", speeds.soak(video, rule, most, soak));
            if (!withoutLearning) {
                memory(out, "learning", new LearningSpeed(config, seconds).soak(most, soak));
            }
        }
        out.flush();
    }

    private static void memory(PrintWriter out, String doing, List<Soak.Point> points) {
        out.println();
        TextTable table = new TextTable("frames of " + doing, "resident MiB");
        points.forEach(point -> table.row(Long.toString(point.frames()), Long.toString(point.bytes() >> 20)));
        table.print(out);
        out.flush();
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private String[] titles() {
        List<String> titles = new ArrayList<>(List.of("frames per second"));
        threads.forEach(n -> titles.add(n == 1 ? "1 thread" : n + " threads"));
        return titles.toArray(String[]::new);
    }

    private void row(TextTable table, String name, IntToDoubleFunction rate) {
        table.row(cells(name, rate));
    }

    private String[] cells(String name, IntToDoubleFunction rate) {
        List<String> cells = new ArrayList<>(List.of(name));
        try (Progress progress = new Progress(name, threads.size(), "measurements")) {
            for (int i = 0; i < threads.size(); i++) {
                double value = rate.applyAsDouble(threads.get(i));
                cells.add(Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value));
                progress.at(i + 1L);
            }
        }
        return cells.toArray(String[]::new);
    }

    private static List<Frame> head(Video video) {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = video.open()) {
            for (Optional<Frame> next = source.next(); next.isPresent() && frames.size() < 32; next = source.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }
}
