package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.server.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose configuration is changed while it runs. Each message of a camera that goes on is a moment to look whether it holds. */
@Timeout(120)
class FollowedFileTest {
    private static final String FIRST = """
        web: {port: 0}
        cameras:
        - {name: first, address: "street:", rate: 5}
        - {name: second, address: "street:", rate: 2}
        """;

    @TempDir
    Path folder;

    private Path file;
    private VedetteServer server;
    private Client client;
    private Client.Updates updates;

    @BeforeEach
    void start() throws IOException {
        file = Files.writeString(folder.resolve("vedette.yaml"), FIRST);
        server = VedetteServer.start(ConfigFile.read(file, System::getenv), folder.resolve("data"));
        server.follow(file, UnaryOperator.identity());
        client = new Client(server.port()).setUp();
        updates = client.updates();
        await(() -> frames("first") > 0 && frames("second") > 0);
    }

    @AfterEach
    void stop() throws IOException {
        updates.close();
        server.close();
    }

    /** As editors do. */
    private void write(String yaml) throws IOException {
        Path other = Files.writeString(folder.resolve(".vedette.yaml.new"), yaml);
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void await(Supplier<Boolean> holds) throws IOException {
        updates.await("frame", frame -> holds.get());
    }

    private List<String> cameras() {
        return StreamSupport.stream(client.read("/api/cameras").spliterator(), false)
                .map(camera -> camera.path("name").asText())
                .toList();
    }

    private long frames(String camera) {
        return client.read("/api/cameras/" + camera)
                .path("status")
                .path("frames")
                .asLong();
    }

    private JsonNode problems() {
        return client.read("/api/system").path("problems");
    }

    @Test
    void whatChangedIsAppliedAndWhatDidNotIsNotDisturbed() throws IOException {
        JsonNode before = client.read("/api/cameras/first").path("status");

        write("""
            web: {port: 0}
            retention: {days: 3}
            webhook: {url: "http://127.0.0.1:1/hook"}
            cameras:
            - {name: first, address: "street:", rate: 5, alertsPerDay: 7}
            - {name: third, address: "street:", rate: 2}
            """);
        await(() -> cameras().equals(List.of("first", "third")));

        JsonNode camera = client.read("/api/cameras/first");
        assertThat(camera.path("alertsPerDay").asDouble()).isEqualTo(7);
        assertThat(camera.path("status").path("since")).isEqualTo(before.path("since"));
        assertThat(camera.path("status").path("frames").asLong())
                .isGreaterThanOrEqualTo(before.path("frames").asLong());
        assertThat(client.read("/api/system").path("retentionDays").asDouble()).isEqualTo(3);
        assertThat(client.read("/api/notifications").path("targets").path(0).asText())
                .isEqualTo("http://127.0.0.1:1");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aFileWithFaultsChangesNothingAndTellsAllOfThemUntilTheyAreMended() throws IOException {
        write("""
            retention: {days: -1}
            colour: blue
            cameras: []
            """);
        await(() -> problems().has("configuration"));

        assertThat(problems().path("configuration").asText()).contains("retention.days is -1", "colour is unknown");
        assertThat(cameras()).containsExactly("first", "second");
        client.post("/api/accounts", "{\"name\":\"vic\",\"role\":\"viewer\",\"password\":\"" + Client.PASSWORD + "\"}");
        assertThat(new Client(server.port()).login("vic").get("/api/system").body())
                .contains("an administrator sees which")
                .doesNotContain("retention.days is");
        assertThat(client.get("/ready").statusCode()).isEqualTo(200);
        assertThat(client.get("/metrics").body()).contains("vedette_configuration_sound 0.0");

        write(FIRST);
        await(() -> problems().isEmpty());

        Files.delete(file);
        await(() -> problems().path("configuration").asText().contains("is gone"));
        assertThat(cameras()).containsExactly("first", "second");
    }

    @Test
    void wherePageAndStoreAreChangesWithTheNextStartAlone() throws IOException {
        write(FIRST.replace("port: 0", "port: 0, host: 127.0.0.1, trustedProxies: []") + "retention: {days: 3}\n");
        await(() -> client.read("/api/system").path("retentionDays").asDouble() == 3);
        assertThat(problems()).isEmpty();

        write(FIRST.replace("port: 0", "port: 0, trustedProxies: [10.0.0.2]"));
        await(() -> problems().path("restart").asText().contains("under web in"));
        write(FIRST.replace("port: 0", "port: 8099") + "store: {url: 'postgresql://127.0.0.1/other'}\n");
        await(() -> problems().path("restart").asText().contains("under web and store in"));
        assertThat(client.get("/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void aCameraOfThePageGivesWayToOneOfTheFileAndComesBackAfterIt() throws IOException {
        client.post("/api/cameras", "{\"name\": \"third\", \"address\": \"street:\", \"rate\": 3}");

        write(FIRST + "- {name: third, address: \"street:\", rate: 4}\n");
        await(() -> client.read("/api/cameras/third").path("fixed").asBoolean());
        assertThat(client.read("/api/cameras/third").path("rate").asDouble()).isEqualTo(4);

        write(FIRST);
        await(() -> client.read("/api/cameras/third").path("rate").asDouble() == 3);
        assertThat(client.read("/api/cameras/third").path("fixed").asBoolean()).isFalse();
    }
}
