package dev.vedette.cli.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Asks a server on this machine as a program does: with an API token. Thread-safe. */
public final class ServerClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ACCOUNT = "{\"name\": \"admin\", \"password\": \"a long password\"}";

    private final URI server;
    private final Map<String, String> headers;

    private ServerClient(int port, Map<String, String> headers) {
        this.server = URI.create("http://127.0.0.1:" + port);
        this.headers = headers;
    }

    /** Somebody whom the server does not know. */
    public static ServerClient stranger(int port) {
        return new ServerClient(port, Map.of());
    }

    /** Makes the first account of a server, {@code admin}, and a token of it. */
    public static ServerClient first(int port) {
        HttpResponse<String> entered = require(200, stranger(port).post("/api/setup", ACCOUNT));
        String cookie = entered.headers()
                .firstValue("Set-Cookie")
                .map(header -> header.split(";", 2)[0])
                .orElse("");
        String csrf = json(entered).path("csrf").asText();
        ServerClient browser = new ServerClient(port, Map.of("Cookie", cookie, "X-CSRF-Token", csrf));
        String token = json(require(201, browser.post("/api/tokens", "{\"label\": \"benchmark\"}")))
                .path("token")
                .asText();
        return new ServerClient(port, Map.of("Authorization", "Bearer " + token));
    }

    /** The same at a server that was started anew. */
    public ServerClient at(int port) {
        return new ServerClient(port, headers);
    }

    /** The same behind a reverse proxy that says for whom it asks. */
    public ServerClient askingFor(String address) {
        Map<String, String> more = new HashMap<>(headers);
        more.put("X-Forwarded-For", address);
        return new ServerClient(port(), Map.copyOf(more));
    }

    /** Logs in with the first account's password. */
    public HttpResponse<String> login() {
        return post("/api/login", ACCOUNT);
    }

    /** The port of the server. */
    public int port() {
        return server.getPort();
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String body) {
        return send(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)),
                BodyHandlers.ofString());
    }

    /** What the server tells as it happens: server-sent events. */
    public InputStream updates() {
        return send(request("/api/live").header("Accept", "text/event-stream").GET(), BodyHandlers.ofInputStream())
                .body();
    }

    /** The JSON at a path. @throws VedetteException device, when the server answers with anything but 200 */
    public JsonNode read(String path) {
        return json(require(200, get(path)));
    }

    private static HttpResponse<String> require(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw VedetteException.device(
                    "the server answers " + answer.statusCode() + " to "
                            + answer.uri().getPath() + ": " + answer.body(),
                    null);
        }
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("the server answers with what is no JSON", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        headers.forEach(request::header);
        return request;
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException e) {
            throw VedetteException.device("the server does not answer (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
