package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a camera minds, and what becomes of what is kept of it, over REST. */
@Timeout(120)
class CameraSettingsTest {
    private static final String CAMERA = "{\"name\": \"street\", \"address\": \"street:\", \"rate\": 5}";

    private static final String ZONES = """
        {"zones": [{"kind": "ignored", "corners": [{"x": 0, "y": 0}, {"x": 0.5, "y": 0}, {"x": 0.25, "y": 0.5}]}]}
        """;

    @TempDir
    Path folder;

    private VedetteServer start(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("vedette.yaml"), yaml);
        return VedetteServer.start(ConfigFile.read(file, System::getenv), folder.resolve("data"));
    }

    @Test
    void zonesAreSetReadAndRemembered() {
        ServeConfig config = ServeConfig.EMPTY.withPort(0);
        try (VedetteServer server = VedetteServer.start(config, folder)) {
            Client client = new Client(server.port()).setUp();
            client.post("/api/cameras", CAMERA);

            JsonNode set = Client.json(client.post("/api/cameras/street/zones", ZONES));

            assertThat(set.path("zones")
                            .path(0)
                            .path("corners")
                            .path(1)
                            .path("x")
                            .asDouble())
                    .isEqualTo(0.5);
            assertThat(client.get("/api/openapi.json").body()).contains("/api/cameras/{name}/zones", "\"corners\"");
        }
        try (VedetteServer again = VedetteServer.start(config, folder)) {
            Client client = new Client(again.port()).login("admin");
            assertThat(client.read("/api/cameras/street").path("zones")).hasSize(1);
            client.post("/api/cameras/street/zones", "{\"zones\": []}");
            assertThat(client.read("/api/cameras/street").path("zones")).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"ignored\", \"corners\": [{\"x\": 0, \"y\": 0}, {\"x\": 1, \"y\": 1}]}|a zone has 2 corners",
                "{\"kind\": \"hidden\", \"corners\": []}|expected one of [ignored, watched]",
                "{\"kind\": \"ignored\", \"corners\": [{\"x\": 0, \"y\": 0}, {\"x\": 1, \"y\": 1}, {\"x\": 2, \"y\": 0}]}|x 2.0"
            })
    void zonesThatAreNoneAreRefusedWithTheReason(String zone, String reason) {
        try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder)) {
            Client client = new Client(server.port()).setUp();
            client.post("/api/cameras", CAMERA);

            HttpResponse<String> answer = client.post("/api/cameras/street/zones", "{\"zones\": [" + zone + "]}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains(reason);
            assertThat(client.read("/api/cameras/street").path("zones")).isEmpty();
        }
    }

    @Test
    void footageToLearnFromGoesWithItsSceneButNotWithItsPassword() throws IOException {
        try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder)) {
            Client client = new Client(server.port()).setUp();
            String camera = "{\"name\": \"yard\", \"address\": \"rtsp://%s@127.0.0.1:1/%s\"}";
            Path footage = folder.resolve("buffer").resolve("yard").resolve("1000.mp4");
            Files.createDirectories(footage.getParent());
            Files.writeString(footage, "of a camera that had the name before the server started");

            client.post("/api/cameras", String.format(camera, "watch:one", "front"));
            assertThat(footage).doesNotExist();

            Files.createDirectories(footage.getParent());
            Files.writeString(footage, "of the front");
            client.post("/api/cameras/yard", String.format(camera, "watch:two", "front"));
            assertThat(footage).exists();

            client.post("/api/cameras/yard", String.format(camera, "watch:two", "back"));
            assertThat(footage).doesNotExist();

            Files.createDirectories(footage.getParent());
            Files.writeString(footage, "of the back");
            assertThat(client.delete("/api/cameras/yard").statusCode()).isEqualTo(204);
            assertThat(footage.getParent()).doesNotExist();
        }
    }

    @Test
    void anEventIsDeletedWhenItIsOver() {
        try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder);
                Database database = Database.open(folder.resolve("vedette.db"))) {
            Client client = new Client(server.port()).setUp();
            EventStore events = new EventStore(database);
            Place place = new Place(0, 0, 1, 1);
            Instant now = Instant.now();
            long id = events.begin("gate", Optional.empty(), now, 3, 1, place);

            HttpResponse<String> refused = client.delete("/api/events/" + id);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("goes on", "wait until it is over");

            events.end(id, now, now, 3, Optional.empty(), place, 0);
            assertThat(client.delete("/api/events/" + id).statusCode()).isEqualTo(204);
            assertThat(client.get("/api/events/" + id).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void hoursAreSetReadAndTakenBack() {
        try (VedetteServer server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder)) {
            Client client = new Client(server.port()).setUp();
            client.post("/api/cameras", CAMERA);

            JsonNode set = Client.json(client.post("/api/cameras/street/schedule", """
                {"schedule": {"timeZone": "Europe/Berlin", "hours": [{"days": ["mon", "sun"], "from": "18:00", "to": "06:00"}]}}
                """));
            assertThat(set.path("schedule")
                            .path("hours")
                            .path(0)
                            .path("days")
                            .path(1)
                            .asText())
                    .isEqualTo("sun");
            assertThat(client.read("/api/cameras/street").path("status").has("watchChanges"))
                    .isTrue();
            HttpResponse<String> refused = client.post(
                    "/api/cameras/street/schedule",
                    "{\"schedule\": {\"hours\": [{\"days\": [\"mon\"], \"from\": \"6pm\", \"to\": \"06:00\"}]}}");
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("'6pm'");

            client.post("/api/cameras/street/schedule", "{}");
            assertThat(client.read("/api/cameras/street").has("schedule")).isFalse();
            assertThat(client.read("/api/cameras/street")
                            .path("status")
                            .path("onWatch")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void zonesAndHoursInTheFileAreReadAndChangedThereAlone() throws IOException {
        try (VedetteServer server = start("""
            web: {port: 0}
            cameras:
            - name: street
              address: "street:"
              zones:
              - kind: watched
                corners: [{x: 0, y: 0.5}, {x: 1, y: 0.5}, {x: 1, y: 1}, {x: 0, y: 1}]
              schedule:
                hours:
                - {days: [sat, sun], from: 00:00, to: 24:00}
            """)) {
            Client client = new Client(server.port()).setUp();

            assertThat(client.read("/api/cameras/street")
                            .path("zones")
                            .path(0)
                            .path("kind")
                            .asText())
                    .isEqualTo("watched");
            assertThat(client.read("/api/cameras/street")
                            .path("schedule")
                            .path("hours")
                            .path(0)
                            .path("to")
                            .asText())
                    .isEqualTo("24:00");
            HttpResponse<String> refused = client.post("/api/cameras/street/zones", ZONES);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("is in vedette.yaml");
        }
    }
}
