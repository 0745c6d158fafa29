package dev.vedette.verify.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.sun.net.httpserver.HttpServer;
import dev.vedette.cli.benchmark.ServerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** What a server tells, by every way that it has, with the time at which it arrived. Thread-safe. */
final class Told implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 40;

    private final List<Message> messages = new ArrayList<>();
    private final HttpServer hook;
    private final List<AutoCloseable> others = new ArrayList<>();
    private final AtomicReference<Runnable> manner = new AtomicReference<>(() -> {});
    private volatile boolean up = true;

    /** By {@code page}, {@code webhook} or {@code mqtt}. */
    record Message(String by, String kind, JsonNode content, Instant at) {
        long event() {
            return content.path("event").asLong();
        }

        String camera() {
            return content.path("camera").asText();
        }
    }

    Told() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", exchange -> {
            JsonNode message = JSON.readTree(exchange.getRequestBody().readAllBytes());
            manner.get().run();
            if (up) {
                add(new Message("webhook", message.path("kind").asText(), message, Instant.now()));
            }
            exchange.sendResponseHeaders(up ? 204 : 500, -1);
            exchange.close();
        });
        hook.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "told-webhook");
            thread.setDaemon(true);
            return thread;
        }));
        hook.start();
    }

    /** Lets the webhook answer, or refuse everything. */
    void webhook(boolean works) {
        up = works;
    }

    /** What the webhook does before it answers. */
    void webhookFirst(Runnable what) {
        manner.set(what);
    }

    String hook() {
        return "http://127.0.0.1:" + hook.getAddress().getPort() + "/";
    }

    private synchronized void add(Message message) {
        messages.add(message);
        notifyAll();
    }

    synchronized List<Message> all() {
        return List.copyOf(messages);
    }

    /** The first that is wanted, waited for. */
    synchronized Message await(String what, Predicate<Message> wanted) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            for (Message message : messages) {
                if (wanted.test(message)) {
                    return message;
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            assertThat(left).as(what + " is told; so far: " + messages).isPositive();
            wait(left);
        }
    }

    /** Subscribes to everything at a broker. */
    void listen(int brokerPort) {
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(brokerPort)
                .automaticReconnect()
                .initialDelay(100, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .buildAsync();
        client.connect().join();
        client.subscribeWith()
                .topicFilter("vedette/+/event")
                .callback(message -> {
                    JsonNode content = tree(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8));
                    add(new Message("mqtt", content.path("kind").asText(), content, Instant.now()));
                })
                .send()
                .join();
        others.add(() -> client.disconnect()
                .orTimeout(1, TimeUnit.SECONDS)
                .handle((done, fault) -> null)
                .join());
    }

    /** Opens the stream of updates that a page has, until the server dies; kinds are {@code state}, {@code began} and {@code ended}. */
    void follow(ServerClient client) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(client.updates(), StandardCharsets.UTF_8));
        Thread reader = new Thread(() -> follow(lines), "told-page");
        reader.setDaemon(true);
        reader.start();
        others.add(lines);
    }

    private void follow(BufferedReader lines) {
        String kind = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    kind = line.substring(6).strip();
                } else if (line.startsWith("data:") && kind.equals("state")) {
                    add(new Message("page", kind, tree(line.substring(5)), Instant.now()));
                } else if (line.startsWith("data:") && kind.equals("event")) {
                    event(tree(line.substring(5)));
                }
            }
        } catch (IOException e) {
            // The server is gone, which is what the test wants.
        }
    }

    private void event(JsonNode event) {
        JsonNode content = JSON.createObjectNode()
                .put("event", event.path("id").asLong())
                .put("camera", event.path("camera").asText())
                .put("ended", event.path("ended").asText());
        add(new Message("page", event.has("ended") ? "ended" : "began", content, Instant.now()));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable other : others) {
            other.close();
        }
        hook.stop(0);
    }
}
