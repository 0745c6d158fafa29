package dev.vedette.cli.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.detection.Detector;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server in a process of its own that watches many cameras and keeps many events, looked at from outside. Not thread-safe. */
public final class ServerLoad implements AutoCloseable {
    private static final int VISITS = 20;

    private final double frameRate;
    private final Path folder;
    private final ServerProcess server;
    private final ServerClient client;
    private final long began = System.nanoTime();
    private Counted last;

    /**
     * What the server has to do.
     *
     * @param main class of the {@code vedette} command
     * @param film that every camera plays again and again
     * @param frameRate frames of each camera that are looked at in a second of the film
     * @param speed of the film, times its own
     * @param detector of all cameras
     * @param events that are in the store at the start
     */
    public record Load(
            Class<?> main, Path film, int cameras, double frameRate, double speed, Detector detector, int events) {
        private List<String> names() {
            return IntStream.rangeClosed(1, cameras)
                    .mapToObj(number -> "camera-" + number)
                    .toList();
        }
    }

    /** Counters of all cameras together at a moment. @param waiting frames of each camera whose scores are not known yet, fewest first */
    private record Counted(long at, long scored, long dropped, List<Long> waiting, Duration processor) {}

    /**
     * A stretch of time.
     *
     * @param at its end, since the start
     * @param framesPerSecond that were scored
     * @param dropped frames that the machine was too slow for
     * @param medianDelay of the cameras' scores at its end, by the frames that wait for theirs; the frames that every score waits for are
     *     part of it
     * @param longestDelay of the camera that is furthest behind
     * @param processorShare of all cores that server and decoders took, 0..1
     * @param serverBytes resident memory of the server; 0 where the system does not tell
     * @param decoderBytes resident memory of all decoders together
     */
    public record Stretch(
            Duration at,
            double framesPerSecond,
            long dropped,
            Duration medianDelay,
            Duration longestDelay,
            double processorShare,
            long serverBytes,
            long decoderBytes) {}

    /** How soon something is answered. */
    public record Answers(String what, Duration median, Duration slowest) {}

    private ServerLoad(double frameRate, Path folder, ServerProcess server, ServerClient client) {
        this.frameRate = frameRate;
        this.folder = folder;
        this.server = server;
        this.client = client;
        this.last = count();
    }

    /** @throws VedetteException device, when no server can be started */
    public static ServerLoad start(Load load) {
        Path folder = temporaryFolder();
        try {
            Path data = folder.resolve("data");
            LearnedFolder.detectors(data, load.detector(), load.names());
            LearnedFolder.events(data, load.events(), load.names());
            Path config = folder.resolve("vedette.yaml");
            AtomicFile.write(config, out -> out.write(configuration(load).getBytes(StandardCharsets.UTF_8)));
            ServerProcess server = ServerProcess.start(
                    new ServerProcess.Launch(load.main(), List.of(), config, data, folder.resolve("log")));
            return new ServerLoad(load.frameRate() * load.speed(), folder, server, ServerClient.first(server.port()));
        } catch (RuntimeException e) {
            clear(folder);
            throw e;
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("vedette-load");
        } catch (IOException e) {
            throw VedetteException.device("no folder for a server can be made (" + e.getMessage() + ")", e);
        }
    }

    private static String configuration(Load load) {
        StringBuilder text = new StringBuilder("web: {port: 0}\nretention: {days: 3650, freeGigabytes: 0}\ncameras:\n");
        load.names()
                .forEach(name -> text.append(String.format(
                        Locale.ROOT,
                        "- {name: %s, address: '%s', rate: %s, speed: %s}%n",
                        name,
                        load.film().toAbsolutePath(),
                        load.frameRate(),
                        load.speed())));
        return text.toString();
    }

    private Counted count() {
        long scored = 0;
        long dropped = 0;
        List<Long> waiting = new ArrayList<>();
        for (JsonNode camera : client.read("/api/cameras")) {
            JsonNode status = camera.path("status");
            scored += status.path("scored").asLong();
            dropped += status.path("dropped").asLong();
            waiting.add(status.path("frames").asLong()
                    - status.path("scored").asLong()
                    - status.path("dropped").asLong());
        }
        waiting.sort(Comparator.naturalOrder());
        Duration processor = processes()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
        return new Counted(System.nanoTime(), scored, dropped, waiting, processor);
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(server.handle()), server.handle().children());
    }

    /** What happened since the last call. */
    public Stretch stretch() {
        Counted now = count();
        Counted before = last;
        last = now;
        double nanos = now.at() - before.at();
        List<Long> waiting = now.waiting();
        long decoders = server.handle()
                .children()
                .mapToLong(child -> Machine.resident(child).orElse(0L))
                .sum();
        return new Stretch(
                Duration.ofNanos(now.at() - began),
                (now.scored() - before.scored()) / nanos * 1e9,
                now.dropped() - before.dropped(),
                behind(waiting.get(waiting.size() / 2)),
                behind(waiting.get(waiting.size() - 1)),
                // Decoders that ended meanwhile took their times with them.
                Math.max(0, now.processor().minus(before.processor()).toNanos())
                        / nanos
                        / Runtime.getRuntime().availableProcessors(),
                Machine.resident(server.handle()).orElse(0L),
                decoders);
    }

    private Duration behind(long frames) {
        return Duration.ofNanos((long) (frames * 1e9 / frameRate));
    }

    /** How soon the page and what programs ask for most are answered. */
    public List<Answers> answers() {
        PageVisit visit = new PageVisit(client);
        return List.of(
                answers("the page with its first " + visit.requests() + " requests", visit::load),
                answers("/api/cameras", () -> visit.answer("/api/cameras")),
                answers("/api/events?limit=500", () -> visit.answer("/api/events?limit=500")),
                answers(
                        "/api/events, the oldest of one camera",
                        () -> visit.answer("/api/events?camera=camera-1&before=100")),
                answers("/api/system", () -> visit.answer("/api/system")));
    }

    /** Events in the store. */
    public long events() {
        return client.read("/api/system").path("events").asLong();
    }

    /** What cameras say is wrong, each once. */
    public Set<String> faults() {
        Set<String> faults = new TreeSet<>();
        for (JsonNode camera : client.read("/api/cameras")) {
            String fault = camera.path("status").path("fault").asText();
            if (!fault.isEmpty()) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private static Answers answers(String what, Supplier<Duration> asked) {
        List<Duration> times = Stream.generate(asked).limit(VISITS).sorted().toList();
        return new Answers(what, times.get(times.size() / 2), times.get(times.size() - 1));
    }

    @Override
    public void close() {
        server.close();
        clear(folder);
    }

    private static void clear(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw VedetteException.device("cannot clear away " + folder + " (" + e.getMessage() + ")", e);
        }
    }
}
