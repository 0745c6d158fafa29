package dev.vedette.cli;

import dev.vedette.cli.benchmark.LearningSpeed;
import dev.vedette.cli.benchmark.Machine;
import dev.vedette.cli.benchmark.Soak;
import dev.vedette.cli.benchmark.StageSpeeds;
import dev.vedette.cli.text.TextTable;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.TrainingConfig;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Tells frames a second of every stage. */
final class StageReport {
    private final PrintWriter out;
    private final StageOptions options;
    private final List<Integer> threads;
    private final double seconds;

    StageReport(PrintWriter out, StageOptions options, List<Integer> threads, double seconds) {
        this.out = out;
        this.options = options;
        this.threads = threads;
        this.seconds = seconds;
    }

    void measure(Path file, Video video, TrainingConfig config) {
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
        row(table, "network, one mask a frame, exact", n -> speeds.network(frames, n));
        row(table, "file to events, one mask a frame", n -> speeds.pipeline(video, ScoringRule.paper(), n));
        ScoringRule rule = config.method().scoring().get(0);
        row(
                table,
                "file to events, preset " + config.preset() + ", by " + speeds.engineDescription(rule),
                n -> speeds.pipeline(video, rule, n));
        Optional<Long> detecting = Machine.peakResident();
        if (!options.withoutLearning) {
            LearningSpeed learn = new LearningSpeed(config, seconds);
            String how = ", batch " + learn.batchSize() + ", " + learn.precision();
            row(table, "learning, teacher" + how, n -> learn.of(false, n));
            row(table, "learning, student" + how, n -> learn.of(true, n));
        }
        table.print(out);
        out.println();
        detecting.ifPresent(bytes -> out.println("Peak resident memory while detecting: " + mebibytes(bytes)));
        if (!options.withoutLearning) {
            Machine.peakResident().ifPresent(bytes -> out.println("… and while learning: " + mebibytes(bytes)));
        }
        if (options.soak > 0) {
            int most = threads.stream().mapToInt(Integer::intValue).max().orElse(1);
            memory("detecting", speeds.soak(video, rule, most, options.soak));
            if (!options.withoutLearning) {
                memory("learning", new LearningSpeed(config, seconds).soak(most, options.soak));
            }
        }
        out.flush();
    }

    private void memory(String doing, List<Soak.Point> points) {
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
