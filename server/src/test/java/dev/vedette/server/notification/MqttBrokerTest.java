package dev.vedette.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. Skipped where there is none (Debian: {@code apt-get install mosquitto}). */
@Timeout(60)
class MqttBrokerTest {
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    @TempDir
    Path folder;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private Process mosquitto;
    private int port;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(MOSQUITTO), "no mosquitto is installed: MQTT is not tested");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                folder.resolve("mosquitto.conf"), "listener " + port + " 127.0.0.1\nallow_anonymous true\n");
        mosquitto = new ProcessBuilder(MOSQUITTO.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    @AfterEach
    void stop() {
        if (mosquitto != null) {
            mosquitto.destroyForcibly();
        }
    }

    private MqttBroker broker() {
        return new MqttBroker(new ServeConfig.Mqtt(
                "127.0.0.1", Optional.of(port), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private Mqtt3BlockingClient listener() {
        Mqtt3BlockingClient client = MqttClient.builder()
                .useMqttVersion3()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .automaticReconnect()
                .initialDelay(100, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect()
                .buildBlocking();
        client.connect();
        client.toAsync()
                .subscribeWith()
                .topicFilter("#")
                .callback(message -> arrived.add(
                        message.getTopic() + " " + new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)))
                .send()
                .join();
        return client;
    }

    private String await(String start) throws InterruptedException {
        String message;
        do {
            message = arrived.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("a message " + start).isNotNull();
        } while (!message.startsWith(start));
        return message;
    }

    @Test
    void eventsArriveAndHomeAssistantFindsTheCamera() throws InterruptedException {
        Mqtt3BlockingClient listener = listener();
        try (MqttBroker broker = broker()) {
            broker.meet("front-door", false);
            assertThat(await("vedette/status")).endsWith("online");
            assertThat(await("homeassistant/binary_sensor/vedette_front_door/config"))
                    .contains("\"state_topic\":\"vedette/front-door/unusual\"");

            await("vedette/front-door/unusual OFF");

            broker.send(event("began", 7));
            await("vedette/front-door/unusual ON");
            assertThat(await("vedette/front-door/event")).contains("\"event\":7");
            broker.send(event("ended", 7));
            await("vedette/front-door/unusual OFF");
        }
        assertThat(await("vedette/status")).endsWith("offline");
        listener.disconnect();
    }

    @Test
    void aCameraThatIsRemovedIsForgottenByTheBroker() throws InterruptedException {
        Mqtt3BlockingClient listener = listener();
        try (MqttBroker broker = broker()) {
            broker.meet("back-door", false);
            broker.meet("front-door", false);
            await("vedette/front-door/unusual OFF");
            broker.send(event("began", 7));
            await("vedette/front-door/unusual ON");

            broker.forget("front-door");
            broker.send(event("ended", 7));
            await("vedette/front-door/event");
        }
        await("vedette/status offline");
        listener.disconnect();

        Mqtt3BlockingClient later = listener();
        later.publishWith().topic("end").send();
        List<String> retained = new ArrayList<>();
        String message = await("");
        while (!message.startsWith("end")) {
            retained.add(message);
            message = await("");
        }
        assertThat(retained)
                .contains("vedette/back-door/unusual OFF", "vedette/status offline")
                .noneMatch(one -> one.contains("front"));
        later.disconnect();
    }

    private static String event(String kind, long id) {
        return "{\"kind\":\"" + kind + "\",\"camera\":\"front-door\",\"event\":" + id + "}";
    }

    /** What is said of the camera when all that was sent has arrived. */
    private String lastState(MqttBroker broker) throws InterruptedException {
        broker.send("{\"kind\":\"test\"}");
        String state = "";
        String message = "";
        while (!message.startsWith("vedette/test/test")) {
            message = arrived.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("the test message").isNotNull();
            if (message.startsWith("vedette/front-door/unusual")) {
                state = message.substring(message.indexOf(' ') + 1);
            }
        }
        return state;
    }

    @Test
    void whatArrivesLateDoesNotTurnBackWhatIsNewer() throws InterruptedException {
        Mqtt3BlockingClient listener = listener();
        try (MqttBroker broker = broker()) {
            broker.meet("front-door", false);
            await("vedette/front-door/unusual OFF");

            broker.send(event("began", 7));
            broker.send(event("ended", 7));
            broker.send(event("began", 7));
            assertThat(lastState(broker)).isEqualTo("OFF");

            broker.send(event("began", 8));
            broker.send(event("ended", 7));
            assertThat(lastState(broker)).isEqualTo("ON");
        }
        listener.disconnect();
    }

    @Test
    void homeAssistantSeesThatACameraIsInTrouble() throws InterruptedException {
        Mqtt3BlockingClient listener = listener();
        try (MqttBroker broker = broker()) {
            broker.meet("front-door", true);
            assertThat(await("homeassistant/binary_sensor/vedette_front_door/problem/config"))
                    .contains("\"device_class\":\"problem\"", "\"state_topic\":\"vedette/front-door/problem\"");
            await("vedette/front-door/problem ON");

            broker.meet("front-door", true);
            broker.meet("front-door", false);
            assertThat(await("vedette/front-door/problem")).endsWith("OFF");
        }
        listener.disconnect();
    }

    @Test
    void aBrokerThatIsGoneIsToldAndMessagesAreRefused() {
        mosquitto.destroyForcibly();
        try (MqttBroker broker = broker()) {
            assertThat(catchThrowable(() -> broker.send("{\"kind\":\"test\"}")))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("does not answer");
        }
    }
}
