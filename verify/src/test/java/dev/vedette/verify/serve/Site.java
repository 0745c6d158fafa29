package dev.vedette.verify.serve;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cli.Vedette;
import dev.vedette.cli.benchmark.ServerClient;
import dev.vedette.cli.benchmark.ServerProcess;
import dev.vedette.fault.VedetteException;
import dev.vedette.verify.serve.Fault.Missing;
import dev.vedette.verify.serve.Told.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where a fault is drilled: a folder, a street with a van, a server, and everybody whom it tells. For one thread. */
final class Site implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(40);
    private static final long LOOK_MILLIS = 100;
    private static final String RULES = """
        web: {port: 0}
        events: {before: 1, merge: 1, coolDown: 0, longest: 10}
        retention: {freeGigabytes: 0}
        learning: {effort: 0.004, threads: 1}
        """;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Path folder;
    private final Path film;
    private final Told told;
    private Path data;
    private Optional<ServerClient> client = Optional.empty();

    Site(Path film) throws IOException {
        folder = Files.createTempDirectory("vedette-drill");
        this.film = Files.copy(film, folder.resolve("van.mp4"));
        data = folder.resolve("data");
        told = opened(new Told());
    }

    <T extends AutoCloseable> T opened(T part) {
        opened.add(part);
        return part;
    }

    Path folder() {
        return folder;
    }

    Path data() {
        return data;
    }

    Path film() {
        return film;
    }

    Told told() {
        return told;
    }

    /** Keeps the server's folder elsewhere. */
    void keepIn(Path other) {
        data = other;
    }

    /** A camera {@code street} that plays the film again and again, and whatever else the configuration says. */
    String street(String... more) {
        return RULES + String.join("\n", more) + "\ncameras:\n- {name: street, address: " + film + "}\n";
    }

    /** A camera {@code street} at an address, and whatever else the configuration says. */
    String camera(String address, String... more) {
        return RULES + String.join("\n", more) + "\ncameras:\n- {name: street, address: \"" + address + "\"}\n";
    }

    /** Has {@code street} learned that vans are unusual. */
    Site learned() throws IOException {
        VanStreet.learned(data, "street");
        return this;
    }

    /** Starts a server and follows what it tells. */
    ServerProcess start(String configuration, String... around) throws IOException {
        return start(Vedette.class, configuration, around);
    }

    /** The same with another main class. */
    ServerProcess start(Class<?> main, String configuration, String... around) throws IOException {
        Path config = Files.writeString(folder.resolve("vedette.yaml"), configuration);
        ServerProcess server = opened(ServerProcess.start(
                new ServerProcess.Launch(main, List.of(around), config, data, folder.resolve("log"))));
        ServerClient known = client.map(last -> last.at(server.port())).orElse(null);
        client = Optional.of(known == null ? ServerClient.first(server.port()) : known);
        told.follow(client());
        return server;
    }

    /** Starts a server that must not start. @return what it said */
    String refused(String configuration, int exitCode) throws IOException {
        try {
            start(configuration);
        } catch (VedetteException e) {
            String said = String.valueOf(e.getMessage());
            require(said.contains("exit code " + exitCode + ":"), said);
            return said.replaceFirst(".*?: (vedette: )?", "");
        }
        throw new AssertionError("it started");
    }

    ServerClient client() {
        return client.orElseThrow();
    }

    RtspPlayer camera() throws IOException, Missing {
        return camera(0, film);
    }

    RtspPlayer camera(int port, Path played) throws IOException, Missing {
        return opened(RtspPlayer.start(port, played).orElseThrow(() -> new Missing("no GStreamer RTSP server")));
    }

    Mosquitto broker() throws IOException, Missing {
        if (!Mosquitto.installed()) {
            throw new Missing("no mosquitto");
        }
        Mosquitto broker = opened(Mosquitto.start(folder));
        told.listen(broker.port());
        return broker;
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /** Waits for something. @return how long that took */
    static String await(String what, Callable<Boolean> seen) throws Exception {
        long begin = System.nanoTime();
        while (!seen.call()) {
            require(System.nanoTime() - begin < SOON.toNanos(), "not within " + SOON.toSeconds() + " s: " + what);
            Thread.sleep(LOOK_MILLIS);
        }
        return seconds(Duration.ofNanos(System.nanoTime() - begin));
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    JsonNode status() {
        return client().read("/api/cameras/street").path("status");
    }

    String state() {
        return status().path("state").asText();
    }

    /** Waits for a state of the camera. */
    String awaitState(String wanted) throws Exception {
        return await("the camera is " + wanted, () -> state().equals(wanted));
    }

    /** Waits until the page is told of a state of the camera after a moment. @return how soon that was, and why it is so */
    String told(String wanted, Instant after) throws InterruptedException {
        return told(wanted, after, SOON);
    }

    /** The same, which must be no later. */
    String told(String wanted, Instant after, Duration latest) throws InterruptedException {
        Message message = told.await(
                "the camera is " + wanted,
                one -> one.kind().equals("state")
                        && one.at().isAfter(after)
                        && one.content().path("status").path("state").asText().equals(wanted));
        String why = message.content().path("status").path("fault").asText();
        Duration late = Duration.between(after, message.at());
        String said = seconds(late) + (why.isEmpty() ? "" : ", \"" + why + "\"");
        require(late.compareTo(latest) <= 0, wanted + " only after " + said);
        return said;
    }

    /** Waits for an event's end that somebody is told after a moment. */
    Message awaitEnd(String way, Instant after) throws InterruptedException {
        return told.await("an event by " + way, ended(way, after));
    }

    static Predicate<Message> ended(String way, Instant after) {
        return message -> message.by().equals(way)
                && message.kind().equals("ended")
                && message.at().isAfter(after);
    }

    /** A process that the server started, waited for. */
    static ProcessHandle child(ServerProcess server, String main) throws Exception {
        await("a process " + main, () -> find(server, main).isPresent());
        return find(server, main).orElseThrow();
    }

    private static Optional<ProcessHandle> find(ServerProcess server, String main) {
        return server.handle()
                .children()
                .filter(child -> commandLine(child.pid()).contains(main))
                .findFirst();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /** Runs a command of the system. */
    static void system(String... command) throws IOException, InterruptedException, Missing {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new Missing(Arrays.toString(command) + " fails: " + said.strip());
        }
    }

    @Override
    public void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
