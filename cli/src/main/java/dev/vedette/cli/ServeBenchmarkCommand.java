package dev.vedette.cli;

import dev.vedette.cli.benchmark.Machine;
import dev.vedette.cli.benchmark.ServerLoad;
import dev.vedette.cli.benchmark.ServerLoad.Answers;
import dev.vedette.cli.benchmark.ServerLoad.Load;
import dev.vedette.cli.benchmark.ServerLoad.Stretch;
import dev.vedette.cli.benchmark.Unlearned;
import dev.vedette.cli.text.TextTable;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette benchmark serve}: a whole server under load. */
@Command(
        name = "serve",
        description =
                "Runs a real server before many simulated cameras, with many events in its store, and tells frames, drops, delay and"
                        + " memory over time, and how soon the page is there. Every camera plays its video, again and again, in a decoder of its"
                        + " own.")
final class ServeBenchmarkCommand implements Runnable {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 384;
    private static final int STRETCHES = 10;
    private static final int MOST_CAMERAS = 500;
    private static final int MOST_EVENTS = 1_000_000;
    private static final double MOST_SPEED = 1000;

    /** A film longer than that only takes longer to draw. */
    private static final double LONGEST_FILM_MINUTES = 3;

    /** Memory that grows by less, from the middle to the end, is called flat. */
    private static final double FLAT = 0.05;

    private static final Duration PROMPT = Duration.ofMillis(200);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "VIDEO",
            arity = "0..1",
            description = "What every camera shows (default: a drawn street of 640x384).")
    private @Nullable Path video;

    @Mixin
    private final PresetOptions preset = new PresetOptions();

    @Option(
            names = "--cameras",
            paramLabel = "N",
            defaultValue = "16",
            description = "Cameras at once (default: ${DEFAULT-VALUE}).")
    private int cameras;

    @Option(
            names = "--fps",
            paramLabel = "RATE",
            defaultValue = "5",
            description = "Frames that are looked at in a second of the video (default: ${DEFAULT-VALUE}).")
    private double frameRate;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description = "Of the video, times its own (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            defaultValue = "30",
            description = "How long (default: ${DEFAULT-VALUE}).")
    private double minutes;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "10000",
            description = "In the store at the start (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "DETECTOR",
            description = "What all cameras are watched with (default: an unlearned detector of the preset).")
    private @Nullable Path detector;

    @Override
    public void run() {
        PresetOptions.requireForScoring(spec, detector != null);
        if (cameras < 1
                || cameras > MOST_CAMERAS
                || events < 0
                || events > MOST_EVENTS
                || !(frameRate >= 1 && frameRate <= 30)
                || !(speed > 0 && speed <= MOST_SPEED)
                || !(minutes > 0)) {
            throw VedetteException.badConfiguration(cameras + " cameras at " + frameRate + " frames/s and a speed of "
                    + speed + " for " + minutes + " minutes with " + events + " events: expected 1 to " + MOST_CAMERAS
                    + " cameras, 1 to 30 frames/s, a speed of at most " + MOST_SPEED
                    + ", more than 0 minutes, at most " + MOST_EVENTS + " events");
        }
        if (video == null) {
            measureStreet();
        } else {
            measure(video, video.getFileName().toString());
        }
    }

    private void measureStreet() {
        try {
            Path film = Files.createTempFile("vedette-load", ".mp4");
            try {
                draw(film);
                measure(film, WIDTH + "x" + HEIGHT);
            } finally {
                Files.deleteIfExists(film);
            }
        } catch (IOException e) {
            throw VedetteException.device("no temporary video can be written (" + e.getMessage() + "): make room", e);
        }
    }

    private void draw(Path film) {
        int frames = (int) Math.ceil(60 * Math.min(minutes * speed, LONGEST_FILM_MINUTES) * frameRate) + 1;
        StreetScene scene = StreetScene.normal(1, frames, new StreetScene.Format(WIDTH, HEIGHT, frameRate));
        try (Progress progress = new Progress("street", frames, "frames");
                VideoWriter writer = VideoWriter.create(film, WIDTH, HEIGHT, frameRate)) {
            for (int i = 0; i < frames; i++) {
                writer.write(scene.render(i));
                progress.at(i + 1L, "");
            }
            writer.finish();
        }
    }

    private void measure(Path film, String shown) {
        PrintWriter out = spec.commandLine().getOut();
        TrainingConfig config = preset.config(Videos.open(film));
        Detector used = detector == null
                ? Unlearned.detector(config.network(), config.method().scoring().get(0))
                : DetectorFile.read(detector);
        NetworkConfig network = used.network();
        out.println(Machine.describe());
        out.printf(
                Locale.ROOT,
                "%s of %s at %s frames/s, network %dx%d, patch %d; %,d events in the store; %s minutes%n%n",
                cameras == 1 ? "1 camera" : cameras + " cameras",
                shown,
                speed == 1 ? Double.toString(frameRate) : speed + " x " + frameRate,
                network.frameWidth(),
                network.frameHeight(),
                network.patch(),
                events,
                minutes);
        out.flush();
        try (ServerLoad load =
                ServerLoad.start(new Load(Vedette.class, film, cameras, frameRate, speed, used, events))) {
            List<Stretch> stretches = watch(load);
            table(stretches).print(out);
            out.println();
            conclude(out, stretches, load);
            answers(out, load.answers());
        }
        out.flush();
    }

    private List<Stretch> watch(ServerLoad load) {
        List<Stretch> stretches = new ArrayList<>();
        try (Progress progress = new Progress("watching", STRETCHES, "tenths")) {
            for (int i = 0; i < STRETCHES; i++) {
                TimeUnit.MILLISECONDS.sleep((long) (minutes * 60_000 / STRETCHES));
                stretches.add(load.stretch());
                progress.at(i + 1L, "");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
        return stretches;
    }

    private static TextTable table(List<Stretch> stretches) {
        TextTable table = new TextTable(
                "minute",
                "frames/s",
                "dropped",
                "median delay, ms",
                "longest, ms",
                "CPU",
                "server MiB",
                "decoders MiB");
        for (Stretch one : stretches) {
            table.row(
                    String.format(Locale.ROOT, "%.1f", one.at().toMillis() / 60e3),
                    String.format(Locale.ROOT, "%.1f", one.framesPerSecond()),
                    Long.toString(one.dropped()),
                    Long.toString(one.medianDelay().toMillis()),
                    Long.toString(one.longestDelay().toMillis()),
                    String.format(Locale.ROOT, "%.0f %%", 100 * one.processorShare()),
                    Long.toString(one.serverBytes() >> 20),
                    Long.toString(one.decoderBytes() >> 20));
        }
        return table;
    }

    private void conclude(PrintWriter out, List<Stretch> stretches, ServerLoad load) {
        long dropped = stretches.stream()
                .skip(stretches.size() / 2)
                .mapToLong(Stretch::dropped)
                .sum();
        out.println("Dropped in the second half: " + dropped);
        out.println("Memory of the server: " + growth(stretches, Stretch::serverBytes));
        out.println("Memory of the decoders: " + growth(stretches, Stretch::decoderBytes));
        out.println("Events that were written: " + (load.events() - events));
        load.faults().forEach(fault -> out.println("A camera says: " + fault));
        out.println();
    }

    private static String growth(List<Stretch> stretches, ToLongFunction<Stretch> bytes) {
        long middle = bytes.applyAsLong(stretches.get(stretches.size() / 2));
        long end = bytes.applyAsLong(stretches.get(stretches.size() - 1));
        return String.format(
                Locale.ROOT,
                "%s, %+d MiB from the middle to the end",
                end - middle <= FLAT * middle ? "flat" : "grows",
                (end - middle) >> 20);
    }

    private static void answers(PrintWriter out, List<Answers> all) {
        TextTable table = new TextTable("asked for", "median, ms", "slowest of 20, ms", "under 200 ms");
        for (Answers one : all) {
            table.row(
                    one.what(),
                    milliseconds(one.median()),
                    milliseconds(one.slowest()),
                    one.median().compareTo(PROMPT) < 0 ? "yes" : "no");
        }
        table.print(out);
    }

    private static String milliseconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toNanos() / 1e6);
    }
}
