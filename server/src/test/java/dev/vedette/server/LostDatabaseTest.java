package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.PostgresServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole server on a PostgreSQL that goes away and comes back. */
@Timeout(150)
class LostDatabaseTest {
    @TempDir
    Path folder;

    private PostgresServer postgres;

    @BeforeEach
    void start() throws Exception {
        postgres = PostgresServer.start(folder.resolve("postgresql"));
        postgres.create("vedette");
        postgres.execute("vedette", "CREATE ROLE watch LOGIN PASSWORD 'p@ss:w/rd'");
        postgres.execute("vedette", "GRANT ALL ON SCHEMA public TO watch");
    }

    @AfterEach
    void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    private ServeConfig config() throws IOException {
        Path file = Files.writeString(folder.resolve("vedette.yaml"), "web: {port: 0}\nstore: {url: '${STORE}'}\n");
        String url = postgres.text("vedette").replaceFirst("//.*@", "//watch:p%40ss%3Aw%2Frd@");
        return ConfigFile.read(file, Map.of("STORE", url)::get);
    }

    @Test
    void thePageSaysSoAndGoesOnWhenItIsBack() throws Exception {
        try (VedetteServer server = VedetteServer.start(config(), folder.resolve("data"))) {
            Client client = new Client(server.port()).setUp();
            client.post("/api/cameras", "{\"name\":\"street\",\"address\":\"street:\"}");
            Client late;
            try (Client.Updates updates = client.updates()) {
                updates.await("frame", frame -> true);
                postgres.stop();

                HttpResponse<String> refused = client.get("/api/events");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(Client.json(refused).path("error").asText()).contains("the store does not answer");
                assertThat(client.delete("/api/cameras/street").statusCode()).isEqualTo(503);
                assertThat(client.read("/api/cameras"))
                        .as("nothing is removed by halves")
                        .hasSize(1);
                assertThat(client.get("/ready").statusCode()).isEqualTo(503);
                assertThat(client.get("/health").statusCode()).isEqualTo(200);
                JsonNode alive =
                        updates.await("alive", told -> told.path("problems").has("store"));
                assertThat(alive.path("problems").path("store").asText()).contains("watching goes on");
                updates.await("frame", frame -> true);

                assertThat(client.get("/api/cameras").statusCode()).isEqualTo(200);
                assertThat(client.read("/api/system").has("events")).isFalse();
                assertThat(client.get("/api/notifications").statusCode()).isEqualTo(200);
                late = new Client(server.port()).login("admin");
                assertThat(late.get("/api/cameras").statusCode()).isEqualTo(200);
                HttpResponse<String> unchanged = late.post(
                        "/api/accounts",
                        "{\"name\":\"vic\",\"role\":\"viewer\",\"password\":\"" + Client.PASSWORD + "\"}");
                assertThat(unchanged.statusCode()).isEqualTo(503);
                assertThat(Client.json(unchanged).path("error").asText())
                        .contains("cannot be changed while the store is away");

                postgres.startAgain();
                updates.await("alive", told -> !told.path("problems").has("store"));
            }
            assertThat(late.get("/api/events").statusCode()).isEqualTo(200);
            assertThat(client.get("/ready").statusCode()).isEqualTo(200);
            assertThat(client.read("/api/cameras").get(0).path("name").asText()).isEqualTo("street");
        }
    }

    @Test
    void twoServersDoNotShareADatabase() throws IOException {
        ServeConfig config = config();
        try (VedetteServer server = VedetteServer.start(config, folder.resolve("data"))) {
            assertThatThrownBy(() -> VedetteServer.start(config, folder.resolve("other")))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("another vedette serve uses the database postgresql://127.0.0.1")
                    .hasMessageNotContaining("p@ss");
        }
        VedetteServer.start(config, folder.resolve("data")).close();
    }

    @Test
    void oneThatIsNotThereIsToldInALine() throws IOException {
        ServeConfig config = config();
        postgres.stop();
        assertThatThrownBy(() -> VedetteServer.start(config, folder.resolve("data")))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining("check that it runs");
        postgres.startAgain();
    }
}
