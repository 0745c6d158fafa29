package dev.vedette.cli;

import dev.vedette.cli.benchmark.CameraTrials;
import dev.vedette.cli.benchmark.CameraTrials.Trial;
import dev.vedette.cli.benchmark.Machine;
import dev.vedette.cli.text.TextTable;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/** Tells how many cameras the machine sustains. */
final class CameraReport {
    private final PrintWriter out;
    private final ManyCamerasOptions options;
    private final int threads;
    private final double seconds;

    CameraReport(PrintWriter out, ManyCamerasOptions options, int threads, double seconds) {
        this.out = out;
        this.options = options;
        this.threads = threads;
        this.seconds = seconds;
        if (!(options.frameRate > 0 && options.frameRate <= 1000 && seconds > 0)) {
            throw VedetteException.badConfiguration("cameras of " + options.frameRate + " frames/s for " + seconds
                    + " seconds: expected more than 0 and at most 1000 frames/s, and more than 0 seconds");
        }
    }

    void measure(Video video, Detector detector) {
        List<Trial> trials = new ArrayList<>();
        int most;
        try (Engine engine = Engine.of(
                        detector, new Engine.Computing(EngineOptions.defaults().withThreads(threads), Precision.AUTO));
                Progress progress = new Progress("cameras", -1, "trials")) {
            describe(video, detector, Optional.ofNullable(engine.orNull()));
            CameraTrials cameras =
                    new CameraTrials(video, detector, engine.orNull(), options.frameRate, threads, seconds);
            IntPredicate sustained = number -> {
                Trial trial = cameras.of(number);
                trials.add(trial);
                progress.at(trials.size(), number + (trial.sustained() ? " sustained" : " too many"));
                return trial.sustained();
            };
            OptionalInt wanted = options.count.number();
            if (wanted.isEmpty()) {
                most = CameraTrials.largest(sustained);
            } else {
                most = sustained.test(wanted.getAsInt()) ? wanted.getAsInt() : 0;
            }
        }
        table(trials).print(out);
        out.println();
        int tried = trials.get(0).cameras();
        out.println(most > 0 ? "Sustained: " + cameras(most) : "Not sustained: " + cameras(tried));
        out.flush();
    }

    private void describe(Video video, Detector detector, Optional<ScoringEngine> engine) {
        NetworkConfig network = detector.network();
        out.println(Machine.describe());
        out.printf(
                Locale.ROOT,
                "Each camera plays %s at %s frames/s and decodes it for itself; network %dx%d, patch %d, %d tokens; scores by %s;"
                        + " %d threads%n%n",
                video.name(),
                number(options.frameRate),
                network.frameWidth(),
                network.frameHeight(),
                network.patch(),
                network.tokens(),
                engine.map(ScoringEngine::description).orElse("motion alone"),
                threads);
        out.flush();
    }

    private static TextTable table(List<Trial> trials) {
        TextTable table = new TextTable(
                "cameras", "frames/s", "dropped", "median delay, ms", "95 %, ms", "CPU", "resident MiB", "sustained");
        for (Trial trial : trials) {
            table.row(
                    Integer.toString(trial.cameras()),
                    String.format(Locale.ROOT, "%.1f", trial.framesPerSecond()),
                    Long.toString(trial.dropped()),
                    milliseconds(trial.medianDelay()),
                    milliseconds(trial.slowDelay()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * trial.processorShare()),
                    Long.toString(trial.residentBytes() >> 20),
                    trial.sustained() ? "yes" : "no");
        }
        return table;
    }

    private static String milliseconds(Duration delay) {
        return String.format(Locale.ROOT, "%.0f", delay.toNanos() / 1e6);
    }

    private String cameras(int count) {
        return count + (count == 1 ? " camera" : " cameras") + " at " + number(options.frameRate) + " frames/s";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
