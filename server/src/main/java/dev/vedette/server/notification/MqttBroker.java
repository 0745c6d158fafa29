package dev.vedette.server.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Publishes events to an MQTT broker: {@code TOPIC/CAMERA/event} and {@code TOPIC/CAMERA/trouble} as JSON, {@code TOPIC/CAMERA/unusual} as ON and OFF,
 * {@code TOPIC/CAMERA/problem} as ON while a camera is in trouble or lost, {@code TOPIC/status} as online and offline. Describes every camera to Home
 * Assistant, which then shows it by itself. Thread-safe.
 */
final class MqttBroker implements Target {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;
    private static final Duration FIRST_RECONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST_RECONNECT = Duration.ofMinutes(1);

    private final ServeConfig.Mqtt config;
    private final String topic;
    private final Mqtt3AsyncClient client;
    private volatile boolean closed;
    /** Why it is not connected. */
    private volatile Optional<Throwable> refusal = Optional.empty();
    /** Whether each is in trouble. */
    private final Map<String, Boolean> cameras = new ConcurrentHashMap<>();
    /** Cameras that were removed, as long as the broker does not know it. */
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    /** The newest that was told of each camera. Its lock is held while that is published, so that the broker hears things in their order. */
    private final Map<String, Told> told = new HashMap<>();

    /** How far an event is. */
    private record Told(long event, boolean over) {
        /** Messages that were tried again may come after those that tell what became of it. */
        boolean isPast(Told other) {
            return event < other.event || (event == other.event && !over && other.over);
        }
    }

    MqttBroker(ServeConfig.Mqtt config) {
        this.config = config;
        this.topic = config.topic().orElse("vedette");
        this.client = MqttClient.builder()
                .useMqttVersion3()
                .identifier("vedette-" + UUID.randomUUID())
                .serverHost(config.host())
                .serverPort(config.port().orElse(1883))
                .automaticReconnect()
                .initialDelay(FIRST_RECONNECT.toSeconds(), TimeUnit.SECONDS)
                .maxDelay(LONGEST_RECONNECT.toSeconds(), TimeUnit.SECONDS)
                .applyAutomaticReconnect()
                .addConnectedListener(context -> greet())
                .addDisconnectedListener(context -> {
                    refusal = Optional.of(context.getCause());
                    // What is told by then would be what was so when it was closed.
                    context.getReconnector().reconnect(!closed);
                })
                .buildAsync();
        connect();
    }

    private void connect() {
        var connect = client.connectWith()
                .keepAlive(30)
                .willPublish()
                .topic(topic + "/status")
                .payload(bytes("offline"))
                .retain(true)
                .applyWillPublish();
        if (config.user().isPresent()) {
            connect = connect.simpleAuth()
                    .username(config.user().get())
                    .password(bytes(config.password().orElse("")))
                    .applySimpleAuth();
        }
        var unused = connect.send();
    }

    private void greet() {
        if (closed) {
            var unused = client.disconnect();
            return;
        }
        var greeting = publish(topic + "/status", "online", true);
        cameras.keySet().forEach(this::introduce);
        gone.forEach(this::withdraw);
    }

    /** Describes a camera and says what goes on there: before its first event it would be unknown, and a broker may remember nothing, or what was long ago. */
    private void introduce(String camera) {
        describe(camera);
        synchronized (told) {
            Told last = told.get(camera);
            var unusual = unusual(camera, last != null && !last.over());
            var problem = problem(camera);
        }
    }

    private CompletableFuture<?> problem(String camera) {
        return publish(topic + "/" + camera + "/problem", onOff(cameras.getOrDefault(camera, false)), true);
    }

    private static String onOff(boolean on) {
        return on ? "ON" : "OFF";
    }

    @Override
    public String name() {
        return "mqtt";
    }

    @Override
    public String shown() {
        return "mqtt://" + config.host();
    }

    @Override
    public void meet(String camera, boolean unwell) {
        gone.remove(camera);
        Boolean before = cameras.put(camera, unwell);
        if (!client.getState().isConnected()) {
            return;
        }
        if (before == null) {
            introduce(camera);
        } else if (before != unwell) {
            var unused = problem(camera);
        }
    }

    @Override
    public void forget(String camera) {
        cameras.remove(camera);
        gone.add(camera);
        if (client.getState().isConnected()) {
            withdraw(camera);
        }
    }

    /** Has the broker and Home Assistant forget a camera: nothing at all is what deletes what they retain. */
    private void withdraw(String camera) {
        synchronized (told) {
            told.remove(camera);
            for (Sensor sensor : Sensor.values()) {
                var described = publish(sensor.description(camera), "", true);
                var state = publish(topic + "/" + camera + "/" + sensor.state, "", true);
            }
            gone.remove(camera);
        }
    }

    /** What Home Assistant shows of a camera. */
    private enum Sensor {
        UNUSUAL("Unusual", "motion", "event", ""),
        PROBLEM("Problem", "problem", "trouble", "/problem");

        private final String title;
        private final String kind;
        private final String attributes;
        private final String place;
        private final String state = name().toLowerCase(Locale.ROOT);

        /**
         * @param kind of Home Assistant's kinds of binary sensors
         * @param attributes topic of more about it
         * @param place below the camera's in Home Assistant's topics; the first sensor was once the only one
         */
        Sensor(String title, String kind, String attributes, String place) {
            this.title = title;
            this.kind = kind;
            this.attributes = attributes;
            this.place = place;
        }

        private static String device(String camera) {
            return "vedette_" + camera.replace('-', '_');
        }

        private String description(String camera) {
            return "homeassistant/binary_sensor/" + device(camera) + place + "/config";
        }

        private Map<String, Object> described(String topic, String camera) {
            String device = device(camera);
            Map<String, Object> sensor = new LinkedHashMap<>();
            sensor.put("name", title);
            sensor.put("unique_id", device + "_" + state);
            sensor.put("state_topic", topic + "/" + camera + "/" + state);
            sensor.put("json_attributes_topic", topic + "/" + camera + "/" + attributes);
            sensor.put("availability_topic", topic + "/status");
            sensor.put("device_class", kind);
            sensor.put(
                    "device", Map.of("identifiers", new String[] {device}, "name", camera, "manufacturer", "Vedette"));
            return sensor;
        }
    }

    private void describe(String camera) {
        try {
            for (Sensor sensor : Sensor.values()) {
                String text = JSON.writeValueAsString(sensor.described(topic, camera));
                var unused = publish(sensor.description(camera), text, true);
            }
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a sensor does not become JSON", e);
        }
    }

    @Override
    public void send(String body) {
        if (!client.getState().isConnected()) {
            throw VedetteException.device(
                    refusal.filter(Mqtt3ConnAckException.class::isInstance).isPresent()
                            ? "the MQTT broker at " + config.host() + " refuses: check user and password"
                            : "the MQTT broker at " + config.host() + " does not answer",
                    null);
        }
        try {
            JsonNode message = JSON.readTree(body);
            String kind = message.path("kind").asText();
            String camera = message.path("camera").asText("test");
            boolean event = kind.equals("began") || kind.equals("ended");
            if (event) {
                Told next = new Told(message.path("event").asLong(), kind.equals("ended"));
                tell(camera, next).ifPresent(this::wait);
            }
            boolean trouble = kind.equals("trouble") || kind.equals("well");
            wait(publish(topic + "/" + camera + "/" + (event ? "event" : trouble ? "trouble" : "test"), body, false));
        } catch (JsonProcessingException e) {
            throw VedetteException.internal("a message is no JSON", e);
        }
    }

    /** Says whether something goes on at a camera, unless something newer was said. */
    private Optional<CompletableFuture<?>> tell(String camera, Told next) {
        synchronized (told) {
            Told last = told.get(camera);
            if (last != null && next.isPast(last)) {
                return Optional.empty();
            }
            told.put(camera, next);
            return Optional.of(unusual(camera, !next.over()));
        }
    }

    /** Of a camera that was removed nothing is retained, should a message of it still have waited. */
    private CompletableFuture<?> unusual(String camera, boolean now) {
        return publish(topic + "/" + camera + "/unusual", onOff(now), cameras.containsKey(camera));
    }

    private CompletableFuture<?> publish(String to, String text, boolean retained) {
        return client.publishWith()
                .topic(to)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes(text))
                .retain(retained)
                .send();
    }

    private void wait(CompletableFuture<?> arrival) {
        try {
            arrival.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw VedetteException.device("the MQTT broker at " + config.host() + " takes no message", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VedetteException.device("telling the MQTT broker was broken off", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        if (client.getState().isConnected()) {
            publish(topic + "/status", "offline", true)
                    .orTimeout(1, TimeUnit.SECONDS)
                    .handle((done, fault) -> null)
                    .join();
        }
        client.disconnect()
                .orTimeout(1, TimeUnit.SECONDS)
                .handle((done, fault) -> null)
                .join();
    }
}
