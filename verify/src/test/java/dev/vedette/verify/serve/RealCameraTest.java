package dev.vedette.verify.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.cli.Vedette;
import dev.vedette.cli.benchmark.ServerClient;
import dev.vedette.cli.benchmark.ServerProcess;
import dev.vedette.verify.serve.Told.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server in a process of its own before cameras of a real RTSP server, with a real broker. Skipped where GStreamer's or mosquitto is
 * missing (Debian: {@code apt-get install gir1.2-gst-rtsp-server-1.0 python3-gi gstreamer1.0-plugins-good gstreamer1.0-plugins-bad
 * mosquitto}).
 */
@Timeout(150)
class RealCameraTest {
    private static final Duration PROMPT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private Path film;
    private Path data;
    private RtspPlayer camera;
    private Told told;
    private Path config;

    @BeforeEach
    void open() throws IOException {
        assumeTrue(Mosquitto.installed(), "no mosquitto is installed: serving is not tested from end to end");
        film = VanStreet.film(folder.resolve("van.mp4"));
        Optional<RtspPlayer> player = RtspPlayer.start(0, film);
        assumeTrue(player.isPresent(), "no GStreamer RTSP server is installed: real cameras are not tested");
        camera = opened(player.get());
        told = opened(new Told());
        Mosquitto broker = opened(Mosquitto.start(folder));
        told.listen(broker.port());
        data = VanStreet.learned(folder.resolve("data"), "by-tcp", "by-udp");
        config = Files.writeString(folder.resolve("vedette.yaml"), """
            web: {port: 0}
            events: {before: 1, merge: 1, coolDown: 0, longest: 10}
            webhook: {url: "%s"}
            mqtt: {host: 127.0.0.1, port: %d}
            cameras:
            - {name: by-tcp, address: "%s"}
            - {name: by-udp, address: "%s", transport: udp}
            """.formatted(
                        told.hook(), broker.port(), camera.address(), camera.address()));
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.add(part);
        return part;
    }

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private ServerProcess start() {
        return opened(ServerProcess.start(
                new ServerProcess.Launch(Vedette.class, List.of(), config, data, folder.resolve("log"))));
    }

    private static Predicate<Message> by(String way, String kind, String camera, Instant after) {
        return message -> message.by().equals(way)
                && message.kind().equals(kind)
                && message.camera().equals(camera)
                && message.at().isAfter(after);
    }

    private static Predicate<Message> state(String camera, String state, Instant after) {
        return by("page", "state", camera, after)
                .and(message ->
                        message.content().path("status").path("state").asText().equals(state));
    }

    @Test
    void anEventArrivesEverywhereInTimeAndACutStreamComesBack() throws Exception {
        ServerClient client = ServerClient.first(start().port());
        told.follow(client);

        for (String name : List.of("by-tcp", "by-udp")) {
            long event =
                    told.await(name, by("page", "ended", name, Instant.MIN)).event();
            JsonNode stored = client.read("/api/events/" + event);
            assertThat(stored.path("camera").asText()).isEqualTo(name);
            Instant ended = Instant.parse(stored.path("ended").asText());
            for (String way : List.of("page", "webhook", "mqtt")) {
                Message message = told.await(
                        name + " by " + way, by(way, "ended", name, Instant.MIN).and(one -> one.event() == event));
                assertThat(Duration.between(ended, message.at())).as(way).isLessThan(PROMPT);
            }
            assertThat(client.get("/api/events/" + event + "/clip.mp4").statusCode())
                    .isEqualTo(200);
        }

        Instant cut = Instant.now();
        int port = camera.port();
        camera.close();
        told.await("by-tcp is lost", state("by-tcp", "LOST", cut));
        assertThat(client.get("/ready").statusCode()).isEqualTo(200);
        opened(RtspPlayer.start(port, film).orElseThrow());
        told.await("by-tcp is back", state("by-tcp", "WATCHING", cut));
        told.await("another event of by-tcp", by("webhook", "ended", "by-tcp", Instant.now()));
    }

    @Test
    void aServerThatIsKilledLosesNoEventAndDoublesNone() throws Exception {
        ServerProcess server = start();
        ServerClient client = ServerClient.first(server.port());
        told.follow(client);

        Message began = told.await(
                "a beginning",
                message -> message.by().equals("page") && message.kind().equals("began"));
        server.kill();
        server = start();
        client = client.at(server.port());
        told.follow(client);
        // Whoever was told of the beginning is told of the end.
        for (String way : List.of("webhook", "mqtt")) {
            told.await(
                    "the end of what was going on, by " + way,
                    by(way, "ended", began.camera(), Instant.MIN).and(one -> one.event() == began.event()));
        }

        Message ended = told.await(
                "an end",
                message -> message.by().equals("page") && message.kind().equals("ended"));
        server.kill();
        server = start();
        client = client.at(server.port());
        told.await(
                "the end that was just written",
                by("webhook", "ended", ended.camera(), Instant.MIN).and(one -> one.event() == ended.event()));
        assertThat(client.get("/api/events/" + ended.event() + "/clip.mp4").statusCode())
                .isEqualTo(200);
        server.close();

        try (ServerProcess last = start()) {
            List<JsonNode> stored = new ArrayList<>();
            client.at(last.port()).read("/api/events").forEach(stored::add);
            assertThat(stored).extracting(event -> event.path("id").asLong()).doesNotHaveDuplicates();
            assertThat(stored)
                    .extracting(event -> event.path("camera").asText()
                            + event.path("started").asText())
                    .doesNotHaveDuplicates();
            assertThat(stored)
                    .extracting(event -> event.path("id").asLong())
                    .containsAll(told.all().stream()
                            .filter(message -> !message.kind().equals("state"))
                            .map(Message::event)
                            .toList());
        }
    }
}
