package dev.vedette.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks a server as a browser or a program does. */
final class Client {
    static final String PASSWORD = "a long password";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private Optional<String> cookie = Optional.empty();
    private Optional<String> csrf = Optional.empty();
    private Optional<String> token = Optional.empty();

    Client(int port) {
        this.server = URI.create("http://127.0.0.1:" + port);
    }

    Client withToken(String value) {
        token = Optional.of(value);
        return this;
    }

    Client withoutCsrf() {
        csrf = Optional.empty();
        return this;
    }

    /** Makes the first account and is logged in with it. */
    Client setUp() {
        enter("/api/setup", "admin");
        return this;
    }

    Client login(String name) {
        enter("/api/login", name);
        return this;
    }

    private void enter(String path, String name) {
        HttpResponse<String> answer = post(path, "{\"name\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        cookie = answer.headers().firstValue("Set-Cookie").map(header -> header.split(";")[0]);
        csrf = Optional.of(json(answer).path("csrf").asText());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    byte[] bytes(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray()).body();
    }

    HttpResponse<String> post(String path, String body) {
        return post(path, body, "Content-Type", "application/json");
    }

    /** @param headers names and values */
    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path).headers(headers).POST(BodyPublishers.ofString(body)), BodyHandlers.ofString());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE(), BodyHandlers.ofString());
    }

    JsonNode read(String path) {
        return json(get(path));
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the server tells as it happens. */
    Updates updates() {
        return new Updates(
                send(request("/api/live").header("Accept", "text/event-stream").GET(), BodyHandlers.ofInputStream())
                        .body());
    }

    /** Messages of a kind, waited for. */
    static final class Updates implements AutoCloseable {
        private final BufferedReader lines;

        Updates(InputStream in) {
            lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        }

        JsonNode await(String kind, Predicate<JsonNode> wanted) throws IOException {
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                } else if (line.startsWith("data:") && event.equals(kind)) {
                    JsonNode data = JSON.readTree(line.substring(5));
                    if (wanted.test(data)) {
                        return data;
                    }
                }
            }
            throw new AssertionError("the server ended its updates before one of " + kind);
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(150));
        cookie.ifPresent(value -> request.header("Cookie", value));
        csrf.ifPresent(value -> request.header("X-CSRF-Token", value));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
