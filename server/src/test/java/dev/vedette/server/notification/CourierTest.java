package dev.vedette.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.TestDatabase;
import dev.vedette.server.store.TroubleStore;
import dev.vedette.server.watch.CameraStatus;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CourierTest {
    @Parameter
    TestDatabase kind;

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path folder;

    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> signatures = new LinkedBlockingQueue<>();
    private final AtomicInteger answer = new AtomicInteger(204);
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private Database database;
    private OutboxStore outbox;
    private HttpServer target;

    @BeforeEach
    void open() throws IOException, SQLException {
        database = kind.open(folder);
        outbox = new OutboxStore(database);
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = answer.get();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
            signatures.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Vedette-Signature")));
            arrived.add(body);
        });
        target.start();
    }

    @AfterEach
    void close() {
        target.stop(0);
        database.close();
    }

    private Courier courier() {
        String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook?key=s3cret";
        return courier("webhook: {url: '" + url + "', secret: key}");
    }

    private Courier courier(String yaml) {
        return new Courier(
                config(yaml), new EventFolders(folder.resolve("events")), outbox, new TroubleStore(database), now::get);
    }

    private static ServeConfig config(String yaml) {
        return ConfigFile.parse(Path.of("vedette.yaml"), yaml, name -> null);
    }

    private static StoredEvent event(int repeats) {
        return new StoredEvent(
                7,
                "yard",
                START,
                Optional.of(START.plusSeconds(9)),
                START,
                3,
                1,
                Optional.of(30.0),
                new Place(0, 0, 1, 1),
                repeats,
                10,
                false,
                Optional.empty());
    }

    /** An event ends, and the store keeps it together with what is to be told. */
    private void happens(Courier courier) {
        courier.letter(event(0)).ifPresent(outbox::add);
        courier.event(event(0));
    }

    @Test
    void anEventIsToldOnceAndSigned() throws InterruptedException {
        try (Courier courier = courier()) {
            happens(courier);
            courier.event(event(1));

            assertThat(arrived.poll(20, TimeUnit.SECONDS))
                    .contains("\"kind\":\"ended\"", "\"camera\":\"yard\"", "\"rarityDays\":30.0");
            assertThat(signatures.take()).startsWith("sha256=").hasSize(7 + 64);
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void whatDoesNotArriveWaitsEvenForTheNextServer() throws InterruptedException {
        answer.set(500);
        try (Courier courier = courier()) {
            happens(courier);
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        assertThat(outbox.size()).isEqualTo(1);

        answer.set(204);
        now.set(START.plus(Duration.ofMinutes(1)));
        try (Courier next = courier()) {
            next.deliver();
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).contains("\"event\":7");
            next.deliver();
        }
        assertThat(outbox.size()).isZero();
    }

    @Test
    void afterThreeDaysItIsGivenUp() {
        answer.set(500);
        outbox.add(new OutboxStore.Letter(List.of("webhook"), "{}", START, Optional.empty()));
        now.set(START.plus(Duration.ofDays(4)));
        try (Courier courier = courier()) {
            courier.deliver();
        }
        assertThat(outbox.size()).isZero();
    }

    @Test
    void whatWaitsDoesNotWaitLongerWhenTheClockIsSetBack() {
        answer.set(500);
        outbox.add(new OutboxStore.Letter(List.of("webhook"), "{}", START, Optional.empty()));
        try (Courier courier = courier()) {
            courier.deliver();
            answer.set(204);
            now.set(START.minus(Duration.ofHours(1)));
            courier.event(event(0));
            courier.deliver();
        }
        assertThat(outbox.size()).isZero();
    }

    private CameraStatus status(State state, Optional<Trouble> trouble) {
        return new CameraStatus(
                state,
                Optional.empty(),
                trouble,
                now.get(),
                Optional.of(now.get()),
                5,
                640,
                480,
                100,
                100,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Optional.empty());
    }

    @Test
    void aCameraIsNotWellBecauseItIsLost() {
        answer.set(500);
        try (Courier courier = courier()) {
            courier.state("yard", status(State.WATCHING, Optional.of(Trouble.COVERED)));
            for (State unseen : List.of(State.LOST, State.CONNECTING, State.ENDED)) {
                courier.state("yard", status(unseen, Optional.empty()));
            }
            courier.state("yard", status(State.WATCHING, Optional.of(Trouble.COVERED)));
            assertThat(outbox.size()).as("trouble is told once").isEqualTo(1);

            courier.state("yard", status(State.WATCHING, Optional.empty()));
            assertThat(outbox.size()).as("it may be seen to be covered soon").isEqualTo(1);
            passes(courier, Duration.ofMinutes(2));
            assertThat(outbox.size()).as("and that it is over").isEqualTo(2);
        }
    }

    private CameraStatus well() {
        return status(State.WATCHING, Optional.empty());
    }

    private void passes(Courier courier, Duration time) {
        now.set(now.get().plus(time));
        courier.deliver();
    }

    @Test
    void aCameraThatStaysLostIsToldOnceAndThatItIsBack() throws InterruptedException {
        try (Courier courier = courier()) {
            courier.state("yard", well());
            courier.state("yard", status(State.LOST, Optional.empty()));
            passes(courier, Duration.ofSeconds(40));
            courier.state("yard", well());
            passes(courier, Duration.ofMinutes(5));
            assertThat(arrived).as("a fault that mends itself").isEmpty();

            courier.state("yard", status(State.LOST, Optional.empty()));
            courier.state("yard", status(State.CONNECTING, Optional.empty()));
            courier.state("yard", status(State.LOST, Optional.empty()));
            passes(courier, Duration.ofMinutes(1));
            passes(courier, Duration.ofMinutes(5));
            courier.state("yard", well());
            courier.deliver();

            assertThat(arrived.poll(20, TimeUnit.SECONDS))
                    .contains("\"kind\":\"trouble\"", "\"camera\":\"yard\"", "\"trouble\":\"LOST\"");
            assertThat(arrived.poll(20, TimeUnit.SECONDS)).contains("\"kind\":\"well\"", "\"trouble\":\"LOST\"");
        }
        assertThat(arrived).isEmpty();
    }

    @Test
    void aNewStartTellsNoTroubleTwiceAndThatItIsOver() {
        answer.set(500);
        try (Courier courier = courier()) {
            courier.state("yard", status(State.WATCHING, Optional.of(Trouble.COVERED)));
            courier.state("gate", status(State.WATCHING, Optional.of(Trouble.DARK)));
            courier.removed("gate");
            courier.deliver();
        }
        assertThat(outbox.size()).isEqualTo(2);

        try (Courier next = courier()) {
            next.state("yard", status(State.CONNECTING, Optional.empty()));
            next.state("gate", well());
            next.state("yard", well());
            passes(next, Duration.ofSeconds(30));
            next.state("yard", status(State.WATCHING, Optional.of(Trouble.COVERED)));
            passes(next, Duration.ofMinutes(5));
            assertThat(outbox.size()).as("told twice").isEqualTo(2);

            next.state("yard", well());
            passes(next, Duration.ofMinutes(2));
            assertThat(outbox.size()).as("and that it is over").isEqualTo(3);
        }
    }

    @Test
    void theOutboxIsBounded() {
        for (int i = 0; i < OutboxStore.MOST + 5; i++) {
            outbox.add(new OutboxStore.Letter(List.of("webhook"), "{}", START, Optional.empty()));
        }
        assertThat(outbox.size()).isEqualTo(OutboxStore.MOST);
    }

    @Test
    void aTestSaysWhatIsWrongWithoutTellingSecrets() {
        answer.set(403);
        try (Courier courier = courier()) {
            assertThatThrownBy(courier::test)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("answered 403")
                    .hasMessageNotContaining("s3cret");
            assertThat(courier.status().targets()).hasSize(1).noneMatch(shown -> shown.contains("s3cret"));
        }
    }

    @Test
    void whatWaitsForAnAddressGoesToTheOneThatTakesItsPlace() throws Exception {
        try (Courier courier = courier("webhook: {url: 'http://127.0.0.1:1/hook'}")) {
            happens(courier);
            String url = "http://127.0.0.1:" + target.getAddress().getPort() + "/hook";
            courier.tell(config("webhook: {url: '" + url + "'}"));
            now.set(START.plusSeconds(60));

            assertThat(arrived.poll(20, TimeUnit.SECONDS)).contains("\"event\":7");
            courier.tell(ServeConfig.EMPTY);
            assertThat(courier.status().targets()).isEmpty();
        }
    }

    @Test
    void anAddressThatDoesNotAnswerIsOneLineInTheLog() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (Courier courier = courier("webhook: {url: 'http://127.0.0.1:1/hook?key=s3cret'}")) {
            happens(courier);
            while (courier.status().fault().isEmpty()) {
                Thread.onSpinWait();
            }
        } finally {
            System.setErr(before);
        }
        assertThat(log.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("a message waits", "http://127.0.0.1:1 does not answer")
                .doesNotContain("s3cret");
    }
}
