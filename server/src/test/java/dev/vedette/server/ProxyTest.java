package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.config.ServeConfig.Web;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks, where a reverse proxy says so. */
class ProxyTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private VedetteServer start(String... trusted) {
        Web web = new Web(Optional.empty(), Optional.of(0), Optional.empty(), Optional.of(List.of(trusted)));
        return VedetteServer.start(ServeConfig.EMPTY.withWeb(web), folder.resolve("data"));
    }

    /** @param forwardedFor lines of the header */
    private HttpResponse<String> login(VedetteServer server, String name, String password, String... forwardedFor)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/login"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-Proto", "https")
                .POST(BodyPublishers.ofString("{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}"));
        for (String line : forwardedFor) {
            request.header("X-Forwarded-For", line);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.0/8"})
    void guessesAreCountedForWhoMakesThemAndNotForTheProxy(String trusted) throws Exception {
        try (VedetteServer server = start(trusted, "10.0.0.0/8")) {
            new Client(server.port()).setUp();
            for (int i = 0; i < 5; i++) {
                assertThat(login(server, "nobody" + i, "wrong", "203.0.113.5").statusCode())
                        .isEqualTo(401);
            }
            assertThat(login(server, "another", "wrong", "203.0.113.5").statusCode())
                    .isEqualTo(429);
            assertThat(login(server, "another", "wrong", "198.51.100.1, 203.0.113.5, 10.1.2.3")
                            .statusCode())
                    .as("what the guesser itself wrote in front, and an inner proxy behind")
                    .isEqualTo(429);
            assertThat(login(server, "another", "wrong", "198.51.100.1", "203.0.113.5")
                            .statusCode())
                    .as("a proxy that adds a line")
                    .isEqualTo(429);
            assertThat(login(server, "another", "wrong", "203.0.113.6").statusCode())
                    .isEqualTo(401);

            HttpResponse<String> answer = login(server, "admin", Client.PASSWORD, "203.0.113.7");
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void nobodyElseIsBelieved() throws Exception {
        try (VedetteServer server = start("10.0.0.0/8")) {
            new Client(server.port()).setUp();
            HttpResponse<String> answer = login(server, "admin", Client.PASSWORD, "203.0.113.7");
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie).doesNotContain("Secure"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isEmpty();

            for (int i = 0; i < 5; i++) {
                login(server, "nobody" + i, "wrong", "203.0.113." + i);
            }
            assertThat(login(server, "another", "wrong", "203.0.113.99").statusCode())
                    .isEqualTo(429);
        }
    }

    @Test
    void theFirstAccountIsNotMadeThroughAProxy() throws Exception {
        try (VedetteServer server = start()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/api/setup"))
                    .header("Content-Type", "application/json")
                    .header("X-Forwarded-For", "203.0.113.5")
                    .POST(BodyPublishers.ofString("{\"name\":\"eve\",\"password\":\"" + Client.PASSWORD + "\"}"))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "300.1.1.1", "10.0.0", "", "1::/129"})
    void whatIsNoAddressIsRefused(String proxy) {
        assertThatThrownBy(() -> start(proxy)).hasMessageContaining("is no address and no network");
    }
}
