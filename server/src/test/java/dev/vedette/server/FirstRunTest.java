package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.server.config.ConfigFile;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to the first event, over HTTP alone, with the real processes; learning is cut short, and the threshold is low. */
@Timeout(600)
class FirstRunTest {
    private static final String CONFIG = """
        web: {port: 0}
        learning: {effort: 0.004, threads: 2}
        events: {before: 1, merge: 1, coolDown: 0, longest: 10}
        """;

    private static final String CAMERA = """
        {"name": "street", "address": "street:", "rate": 5, "speed": 8, "alertsPerDay": 10000}
        """;

    @TempDir
    Path folder;

    private static String state(HttpResponse<String> camera) {
        return Client.json(camera).path("learning").path("state").asText();
    }

    @Test
    void aNewServerIsLedToItsFirstEventAndRemembersEverything() throws Exception {
        Path file = Files.writeString(folder.resolve("vedette.yaml"), CONFIG);
        Path data = folder.resolve("data");
        long event;
        try (VedetteServer server = VedetteServer.start(ConfigFile.read(file, System::getenv), data)) {
            assertThat(server.firstPassword()).isEmpty();
            Client client = new Client(server.port());
            assertThat(client.read("/api/me").path("setup").asBoolean()).isTrue();
            assertThat(client.get("/api/cameras").statusCode()).isEqualTo(401);
            client.setUp();

            try (Client.Updates updates = client.updates()) {
                assertThat(client.post("/api/cameras", CAMERA).statusCode()).isEqualTo(201);
                updates.await(
                        "state",
                        state -> state.path("status").path("state").asText().equals("UNLEARNED"));
                byte[] picture = client.bytes("/api/cameras/street/live.jpg?width=160");
                assertThat(picture).startsWith(0xff, 0xd8);

                assertThat(client.post("/api/cameras/street/learn", "{}").statusCode())
                        .isEqualTo(202);
                updates.await(
                        "learning", status -> status.path("state").asText().equals("RUNNING"));
                assertThat(client.post("/api/cameras/street/learn", "{}").statusCode())
                        .isEqualTo(400);
                assertThat(state(client.post("/api/cameras/street/learn/pause", "{}")))
                        .isEqualTo("PAUSED");
                assertThat(state(client.post("/api/cameras/street/learn/resume", "{}")))
                        .isEqualTo("RUNNING");
                JsonNode learned = updates.await(
                        "learning", status -> !status.path("state").asText().matches("QUEUED|RUNNING|PAUSED"));
                assertThat(learned.path("state").asText())
                        .as(learned.path("message").asText())
                        .isEqualTo("DONE");
                JsonNode ended = updates.await("event", one -> one.has("ended"));
                event = ended.path("id").asLong();
                assertThat(ended.path("camera").asText()).isEqualTo("street");
                assertThat(ended.path("severity").asDouble()).isPositive();
            }

            assertThat(client.bytes("/api/events/" + event + "/clip.mp4")).hasSizeGreaterThan(1000);
            assertThat(client.bytes("/api/events/" + event + "/heat.jpg")).startsWith(0xff, 0xd8);
            JsonNode judged = Client.json(client.post("/api/events/" + event + "/feedback", "{\"feedback\":\"good\"}"));
            assertThat(judged.path("feedback").asText()).isEqualTo("good");
            assertThat(client.get("/metrics").body()).contains("vedette_camera_scored_total{camera=\"street\"}");
        }

        try (VedetteServer again = VedetteServer.start(ConfigFile.read(file, System::getenv), data)) {
            Client client = new Client(again.port()).login("admin");
            try (Client.Updates updates = client.updates()) {
                updates.await("frame", frame -> frame.has("score"));
            }
            assertThat(client.read("/api/events?feedback=good")
                            .get(0)
                            .path("id")
                            .asLong())
                    .isEqualTo(event);
            JsonNode detectors = client.read("/api/cameras/street/detectors");
            assertThat(detectors).hasSize(1);
            assertThat(detectors.get(0).path("active").asBoolean()).isTrue();
        }
    }
}
