package dev.vedette.verify.serve;

import static dev.vedette.verify.serve.Site.require;

import dev.vedette.cli.benchmark.ServerProcess;
import dev.vedette.verify.serve.Fault.Missing;
import dev.vedette.verify.serve.Told.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What goes wrong behind the watch: disk, database, files. */
final class StoreFaults {
    private static final int DEVICE = 5;
    private static final int CONFIGURATION = 2;

    private StoreFaults() {}

    static List<Fault> all() {
        return List.of(
                new Fault("disk full", "told; the watch goes on, and clips do when there is room", StoreFaults::full),
                new Fault("data folder read-only", "does not start, one clear line", StoreFaults::readOnly),
                new Fault("database locked for 15 s", "the watch goes on, no event is lost", StoreFaults::locked),
                new Fault("database file deleted", "told: not ready", StoreFaults::deleted),
                new Fault("database damaged at start", "does not start, one clear line", StoreFaults::damaged),
                new Fault(
                        "configuration broken at start", "does not start, one clear line", StoreFaults::configuration),
                new Fault(
                        "detector file damaged",
                        "the camera is seen, and why it does not watch",
                        StoreFaults::detector));
    }

    private static void mount(Site site, String size) throws IOException, InterruptedException, Missing {
        Path disk = Files.createDirectories(site.folder().resolve("disk"));
        Site.system("mount", "-t", "tmpfs", "-o", "size=" + size, "vedette-drill", disk.toString());
        site.opened(() -> Site.system("umount", "-l", disk.toString()));
        site.keepIn(disk.resolve("data"));
    }

    private static String full(Site site) throws Exception {
        mount(site, "24m");
        site.learned().start(site.street());
        Message before = site.awaitEnd("page", Instant.MIN);
        Path fill = site.data().resolveSibling("fill");
        Instant now = Instant.now();
        fill(fill);
        String told = Site.await(
                "the camera or the server tells that the disk is full",
                () -> !site.status().path("fault").asText().isEmpty()
                        || site.client().get("/ready").statusCode() == 503);
        long frames = site.status().path("scored").asLong();
        Site.await("frames are scored on", () -> site.status().path("scored").asLong() > frames + 10);
        String fault = site.status().path("fault").asText();
        Files.delete(fill);
        Instant room = Instant.now();
        Message after = site.told()
                .await(
                        "an event that began after there was room",
                        Site.ended("page", room).and(one -> one.event() > before.event() && hasClip(site, one)));
        require(after.at().isAfter(now), "no event came");
        return "told after " + told + ", \"" + fault + "\"; a clip again "
                + Site.seconds(Duration.between(room, after.at())) + " after there was room";
    }

    private static boolean hasClip(Site site, Message event) {
        return site.client().get("/api/events/" + event.event() + "/clip.mp4").statusCode() == 200;
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (var out = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                out.write(ByteBuffer.wrap(block));
            }
        } catch (IOException e) {
            // It is full, as it should be.
        }
    }

    private static String readOnly(Site site) throws Exception {
        mount(site, "24m");
        site.learned();
        Site.system("mount", "-o", "remount,ro", site.data().getParent().toString());
        return site.refused(site.street(), DEVICE);
    }

    private static Path database(Site site) {
        return site.data().resolve("vedette.db");
    }

    private static String locked(Site site) throws Exception {
        site.learned().start(site.street());
        site.awaitEnd("page", Instant.MIN);
        Instant begin;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database(site));
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 20000");
            statement.execute("BEGIN IMMEDIATE");
            begin = Instant.now();
            long scored = site.status().path("scored").asLong();
            Thread.sleep(15_000);
            long since = site.status().path("scored").asLong() - scored;
            require(since > 40, "only " + since + " frames were scored meanwhile");
            statement.execute("COMMIT");
        }
        Instant free = Instant.now();
        Message next = site.told()
                .await(
                        "an event that began meanwhile",
                        message -> message.by().equals("page")
                                && message.kind().equals("began")
                                && message.at().isAfter(begin));
        site.told().await("its end", Site.ended("page", begin).and(message -> message.event() == next.event()));
        return "frames scored throughout; the next event was written " + Site.seconds(Duration.between(free, next.at()))
                + " after the lock";
    }

    private static String deleted(Site site) throws Exception {
        site.learned().start(site.street());
        site.awaitState("WATCHING");
        Files.delete(database(site));
        String after =
                Site.await("/ready says no", () -> site.client().get("/ready").statusCode() == 503);
        return "not ready after " + after + ": "
                + site.client().get("/api/events").body();
    }

    private static String damaged(Site site) throws Exception {
        site.learned();
        byte[] noise = "this is no database at all ".repeat(400).getBytes(StandardCharsets.UTF_8);
        Files.write(database(site), noise);
        String said = site.refused(site.street(), DEVICE);
        require(Arrays.equals(noise, Files.readAllBytes(database(site))), "the file was changed");
        return said;
    }

    private static String configuration(Site site) throws Exception {
        return site.refused(site.street("web: [", "surprise: 1"), CONFIGURATION);
    }

    private static String detector(Site site) throws Exception {
        site.learned();
        try (Stream<Path> files = Files.list(site.data().resolve("detectors"))) {
            Path file = files.findFirst().orElseThrow();
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
        }
        ServerProcess server = site.start(site.street());
        Site.await("pictures come", () -> site.status().path("frames").asLong() > 5);
        String fault = site.status().path("fault").asText();
        require(server.handle().isAlive() && !fault.isEmpty(), "the page does not say why it does not watch");
        return site.state() + ", \"" + fault + "\"";
    }
}
