package dev.vedette.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.config.ServeConfig.Email.Security;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.OutboxStore;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.store.TroubleStore;
import dev.vedette.server.watch.EventFolders;
import dev.vedette.server.watch.EventFolders.Part;
import dev.vedette.video.ImageFiles;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a real mail server. */
@Timeout(60)
class EmailTest {
    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");
    private static final List<String> PEOPLE = List.of("ann@example.org", "bob@example.org");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });
    private Database database;
    private EventFolders folders;

    @BeforeEach
    void start() {
        server.start();
        server.setUser("watch@example.org", "watch", "p4ss word");
        database = Database.open(folder.resolve("vedette.db"));
        folders = new EventFolders(folder.resolve("events"));
    }

    @AfterEach
    void stop() {
        database.close();
        server.stop();
    }

    private ServeConfig.Email config(Security security, String password, int perHour) {
        int port = security == Security.tls
                ? server.getSmtps().getPort()
                : server.getSmtp().getPort();
        return new ServeConfig.Email(
                "127.0.0.1",
                Optional.of(port),
                Optional.of(security),
                Optional.of("watch"),
                Optional.of(password),
                "watch@example.org",
                PEOPLE,
                Optional.of(perHour),
                Optional.of("https://cameras.example.org/"));
    }

    private Courier courier(ServeConfig.Email config) {
        return new Courier(telling(config), folders, new OutboxStore(database), new TroubleStore(database), now::get);
    }

    private static ServeConfig telling(ServeConfig.Email config) {
        return new ServeConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(config),
                Optional.empty(),
                Optional.empty());
    }

    private StoredEvent event(long id, Optional<Instant> ended) {
        return new StoredEvent(
                id,
                "front-door",
                now.get(),
                ended,
                now.get(),
                3,
                1,
                Optional.empty(),
                new Place(0, 0, 1, 1),
                0,
                10,
                false,
                Optional.empty());
    }

    private void happens(Courier courier, StoredEvent event) {
        courier.letter(event).ifPresent(new OutboxStore(database)::add);
        courier.event(event);
    }

    private static String text(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "").replace("=3D", "=");
    }

    @Test
    void anEventIsAMailWithItsPictureAndTheWayToIt() throws MessagingException {
        ImageFiles.writeJpeg(folders.file(7, Part.SNAPSHOT), Image.black(64, 48), 0.8);
        try (Courier courier = courier(config(Security.none, "p4ss word", 10))) {
            happens(courier, event(7, Optional.empty()));
            happens(courier, event(7, Optional.of(START.plusSeconds(9))));
            courier.deliver();
        }
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).as("one for each of two people, and none of the end").hasSize(2);
        MimeMessage mail = mails[0];
        assertThat(mail.getSubject()).isEqualTo("Vedette: front-door: something unusual");
        assertThat(mail.getRecipients(RecipientType.TO))
                .extracting(Object::toString)
                .containsExactlyElementsOf(PEOPLE);
        assertThat(text(mail))
                .contains("https://cameras.example.org/#/event/7", "cid:picture0", "Content-ID: <picture0>")
                .contains("Content-Type: image/jpeg", "Content-Disposition: inline")
                .contains("Something unusual at camera front-door");
    }

    @Test
    void whatIsTooMuchForAnHourIsOneMailInTheNext() throws MessagingException {
        try (Courier courier = courier(config(Security.none, "p4ss word", 2))) {
            for (int i = 1; i <= 5; i++) {
                happens(courier, event(i, Optional.empty()));
                courier.deliver();
                now.set(now.get().plus(Duration.ofMinutes(1)));
            }
            assertThat(server.getReceivedMessages()).hasSize(2 * PEOPLE.size());
            assertThat(courier.status().waiting()).contains(3L);

            now.set(START.plus(Duration.ofMinutes(62)));
            courier.deliver();
            assertThat(courier.status().waiting()).contains(0L);
        }
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(3 * PEOPLE.size());
        assertThat(mails[mails.length - 1].getSubject()).isEqualTo("Vedette: 3 messages");
        assertThat(text(mails[mails.length - 1]))
                .contains("event/3", "event/4", "event/5")
                .doesNotContain("event/2");
    }

    @Test
    void otherPeopleAreToldWhenTheConfigurationChanges() throws MessagingException {
        ServeConfig.Email first = config(Security.none, "p4ss word", 10);
        try (Courier courier = courier(first)) {
            ServeConfig.Email other = new ServeConfig.Email(
                    first.host(),
                    first.port(),
                    first.security(),
                    first.user(),
                    first.password(),
                    first.from(),
                    List.of("cleo@example.org"),
                    first.perHour(),
                    first.page());
            courier.tell(telling(other));
            happens(courier, event(7, Optional.empty()));
            courier.deliver();
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(server.getReceivedMessages()[0].getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("cleo@example.org");

            courier.tell(ServeConfig.EMPTY);
            happens(courier, event(8, Optional.empty()));
            courier.deliver();
        }
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aTestSaysWhatIsWrong() {
        try (Courier courier = courier(config(Security.none, "p4ss word", 2))) {
            courier.test();
            assertThat(server.getReceivedMessages()).hasSize(PEOPLE.size());
        }
        try (Courier courier = courier(config(Security.none, "wrong", 2))) {
            assertThatThrownBy(courier::test)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("refuses user and password");
        }
        ServeConfig.Email config = config(Security.none, "p4ss word", 2);
        server.stop();
        try (Courier courier = courier(config)) {
            assertThatThrownBy(courier::test).hasMessageContaining("the mail server at 127.0.0.1 takes no mail");
        }
        server.start();
    }

    @Test
    void noPasswordIsToldToAServerThatCannotShowWhoItIs() {
        for (Security security : new Security[] {Security.tls, Security.starttls}) {
            try (Courier courier = courier(config(security, "p4ss word", 2))) {
                assertThatThrownBy(courier::test)
                        .isInstanceOf(VedetteException.class)
                        .hasMessageContaining("takes no mail");
            }
        }
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whatCannotBeMadeAMailWaitsAndIsGivenUpLikeWhatDoesNotArrive() {
        OutboxStore outbox = new OutboxStore(database);
        String unknown = "{\"kind\":\"trouble\",\"camera\":\"yard\",\"trouble\":\"UNHEARD_OF\"}";
        outbox.add(new OutboxStore.Letter(List.of("email"), unknown, START, Optional.empty()));
        try (Courier courier = courier(config(Security.none, "p4ss word", 10))) {
            courier.deliver();
            assertThat(courier.status().fault())
                    .hasValueSatisfying(fault -> assertThat(fault).contains("smtp://127.0.0.1 cannot be sent"));
            assertThat(outbox.due("email", now.get(), 1)).isEmpty();

            now.set(START.plus(Duration.ofDays(4)));
            courier.deliver();
            assertThat(outbox.size()).isZero();
        }
    }

    /** A mail server that knows Ann alone, until one has said goodbye. @return the mails that it took */
    private static List<String> serveAnnAlone(ServerSocket socket) throws IOException {
        List<String> mails = new ArrayList<>();
        try (Socket caller = socket.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII));
                Writer out = new OutputStreamWriter(caller.getOutputStream(), StandardCharsets.US_ASCII)) {
            String answer = "220 here";
            String line = "";
            while (line != null && !line.equals("QUIT")) {
                out.write(answer + "\r\n");
                out.flush();
                line = in.readLine();
                answer = "250 well";
                if (line != null && line.startsWith("RCPT") && !line.contains("ann@")) {
                    answer = "550 nobody here has that name";
                } else if ("DATA".equals(line)) {
                    out.write("354 go on\r\n");
                    out.flush();
                    mails.add(in.lines().takeWhile(text -> !text.equals(".")).collect(Collectors.joining("\n")));
                }
            }
            out.write("221 goodbye\r\n");
        }
        return mails;
    }

    @Test
    void whoIsRefusedKeepsNoMailFromTheOthers() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<List<String>> mails = thread.submit(() -> serveAnnAlone(socket));
            ServeConfig.Email config = new ServeConfig.Email(
                    "127.0.0.1",
                    Optional.of(socket.getLocalPort()),
                    Optional.of(Security.none),
                    Optional.empty(),
                    Optional.empty(),
                    "watch@example.org",
                    PEOPLE,
                    Optional.empty(),
                    Optional.empty());
            try (Courier courier = courier(config)) {
                courier.test();
                assertThat(courier.status().fault()).isEmpty();
            }
            assertThat(mails.get()).singleElement().asString().contains("Vedette can reach you");
        } finally {
            thread.shutdownNow();
        }
    }
}
