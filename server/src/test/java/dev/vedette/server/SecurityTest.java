package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.config.ServeConfig.Web;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
    @TempDir
    Path folder;

    private VedetteServer server;

    @BeforeEach
    void start() {
        server = VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder.resolve("data"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Client client() {
        return new Client(server.port());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/cameras",
                "/api/events",
                "/api/events/1",
                "/api/events/1/clip.mp4",
                "/api/system",
                "/api/accounts",
                "/api/tokens",
                "/api/footage",
                "/metrics",
                "/api/cameras/x/live.jpg"
            })
    void nothingIsToldToStrangers(String path) {
        assertThat(client().get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void updatesAreNotToldToStrangers() {
        assertThat(client().get("/api/live").body()).doesNotContain("event:");
    }

    @Test
    void everyAnswerTellsTheBrowserToRunNothingForeign() {
        HttpResponse<String> page = client().get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'self'", "frame-ancestors 'none'"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Server")).isEmpty();
        assertThat(page.body()).doesNotContain("http://", "https://");
    }

    @Test
    void aSessionIsOfNoUseWithoutTheTokenThatOnlyThePageKnows() {
        Client browser = client().setUp().withoutCsrf();

        assertThat(browser.get("/api/cameras").statusCode()).isEqualTo(200);
        assertThat(browser.post("/api/cameras", "{\"name\":\"a\",\"address\":\"street:\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.delete("/api/accounts/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void theCookieIsForThisServerAndNoScript() {
        HttpResponse<String> answer =
                client().post("/api/setup", "{\"name\":\"admin\",\"password\":\"" + Client.PASSWORD + "\"}");

        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/"));
    }

    @Test
    void rolesAreHeldTo() {
        Client admin = client().setUp();
        admin.post("/api/accounts", "{\"name\":\"vic\",\"role\":\"viewer\",\"password\":\"" + Client.PASSWORD + "\"}");
        admin.post("/api/cameras", "{\"name\":\"a\",\"address\":\"street:\"}");
        Client viewer = client().login("vic");

        assertThat(viewer.get("/api/cameras").statusCode()).isEqualTo(200);
        assertThat(viewer.post("/api/cameras/a/learn", "{}").statusCode()).isEqualTo(403);
        assertThat(viewer.delete("/api/cameras/a").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/api/accounts").statusCode()).isEqualTo(403);
        String token = Client.json(viewer.post("/api/tokens", "{\"label\":\"script\"}"))
                .path("token")
                .asText();
        assertThat(client().withToken(token).get("/api/cameras").statusCode()).isEqualTo(200);
        assertThat(client().withToken(token).delete("/api/cameras/a").statusCode())
                .isEqualTo(403);
    }

    @Test
    void aCamerasPasswordIsNeverToldAgain() throws IOException {
        Client admin = client().setUp();
        String made = admin.post("/api/cameras", "{\"name\":\"yard\",\"address\":\"rtsp://u:s3cret@127.0.0.1:1/x\"}")
                .body();
        String changed = admin.post(
                        "/api/cameras/yard", "{\"name\":\"yard\",\"address\":\"rtsp://127.0.0.1:1/x\",\"rate\":2}")
                .body();

        assertThat(made + changed + admin.get("/api/cameras").body())
                .contains("127.0.0.1:1")
                .doesNotContain("s3cret");
        assertThat(ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
                .noneMatch(command -> command.contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/hostname", "footage/../vedette.db", "http://127.0.0.1/", "file:///etc/hostname"})
    void noCameraShowsOtherFilesOrAddressesOfTheMachine(String address) {
        String inData = address.startsWith("footage")
                ? folder.resolve("data").resolve(address).toString()
                : address;

        HttpResponse<String> answer =
                client().setUp().post("/api/cameras", "{\"name\":\"a\",\"address\":\"" + inData + "\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aLinkOutOfTheFootageFolderLeadsNowhere() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.mp4"), "x");
        Path link = Files.createSymbolicLink(
                folder.resolve("data").resolve("footage").resolve("in.mp4"), outside);

        assertThat(client().setUp()
                        .post("/api/cameras", "{\"name\":\"a\",\"address\":\"" + link + "\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/events/1/..%2f..%2fvedette.db",
                "/..%2fvedette.db",
                "/%2e%2e/vedette.db",
                "/style.css/../../vedette.db"
            })
    void noPathLeadsOutOfThePage(String path) {
        HttpResponse<String> answer = client().setUp().get(path);

        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.body()).doesNotContain("SQLite format");
    }

    @Test
    void theFirstAccountIsNotMadeByAPageElsewhereThatNamesThisMachine() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            String body = "{\"name\":\"eve\",\"password\":\"" + Client.PASSWORD + "\"}";
            socket.getOutputStream()
                    .write(("POST /api/setup HTTP/1.1\r\nHost: evil.example:80\r\nContent-Type: application/json"
                                    + "\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            String status = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            assertThat(status).contains("400");
        }
        assertThat(client().read("/api/me").path("setup").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type, text/plain, 415",
        "Content-Type, application/x-www-form-urlencoded, 415",
        "X-Nothing, said, 415",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403"
    })
    void nothingThatAFormElsewhereCanSendMakesTheFirstAccountOrLogsIn(String header, String value, int status) {
        String body = "{\"name\":\"eve\",\"password\":\"" + Client.PASSWORD + "\"}";
        for (String path : List.of("/api/setup", "/api/login")) {
            HttpResponse<String> answer = status == 415
                    ? client().post(path, body, header, value)
                    : client().post(path, body, header, value, "Content-Type", "application/json");

            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(Client.json(answer).path("error").asText()).isNotEmpty();
        }
        assertThat(client().read("/api/me").path("setup").asBoolean()).isTrue();
    }

    @Test
    void thePageItselfMakesTheFirstAccount() {
        HttpResponse<String> answer = client().post(
                        "/api/setup",
                        "{\"name\":\"ann\",\"password\":\"" + Client.PASSWORD + "\"}",
                        "Sec-Fetch-Site",
                        "same-origin",
                        "Content-Type",
                        "application/json; charset=utf-8");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void updatesEndWithTheAccount() throws IOException {
        Client admin = client().setUp();
        admin.post("/api/accounts", "{\"name\":\"vic\",\"role\":\"viewer\",\"password\":\"" + Client.PASSWORD + "\"}");
        Client viewer = client().login("vic");
        String token = Client.json(viewer.post("/api/tokens", "{\"label\":\"script\"}"))
                .path("token")
                .asText();
        try (Client.Updates browser = viewer.updates();
                Client.Updates program = client().withToken(token).updates();
                Client.Updates other = admin.updates()) {
            admin.delete("/api/accounts/vic");

            assertThatThrownBy(() -> browser.await("nothing", message -> true))
                    .hasMessageContaining("the server ended its updates");
            assertThatThrownBy(() -> program.await("nothing", message -> true))
                    .hasMessageContaining("the server ended its updates");
            other.await("alive", message -> true);
        }
    }

    @Test
    void guessingEndsSoon() {
        client().setUp();
        String wrong = "{\"name\":\"admin\",\"password\":\"wrong\"}";
        for (int i = 0; i < 5; i++) {
            assertThat(client().post("/api/login", wrong).statusCode()).isEqualTo(401);
        }
        assertThat(client().post("/api/login", wrong).statusCode()).isEqualTo(429);
    }

    @Test
    void largeBodiesAreRefused() {
        assertThat(client().post("/api/login", "x".repeat(1 << 20)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void whoIsReachableFromElsewhereHasAPasswordFromTheStart() {
        ServeConfig everywhere = ServeConfig.EMPTY.withWeb(
                new Web(Optional.of("0.0.0.0"), Optional.of(0), Optional.empty(), Optional.empty()));
        try (VedetteServer open = VedetteServer.start(everywhere, folder.resolve("open"))) {
            assertThat(open.firstPassword())
                    .hasValueSatisfying(password -> assertThat(password).hasSizeGreaterThan(14));
            assertThat(new Client(open.port()).read("/api/me").path("setup").asBoolean())
                    .isFalse();
        }
        try (VedetteServer again = VedetteServer.start(everywhere, folder.resolve("open"))) {
            assertThat(again.firstPassword()).isEmpty();
        }
    }

    @Test
    void theFolderOfTheServerIsNobodyElses() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("data"))))
                .isEqualTo("rwx------");
    }

    @Test
    void twoServersDoNotShareAFolder() {
        assertThatThrownBy(() -> VedetteServer.start(ServeConfig.EMPTY.withPort(0), folder.resolve("data")))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("another vedette serve");
    }

    @Test
    void theDescriptionOfTheApiNamesEveryWay() {
        String api = client().get("/api/openapi.json").body();

        assertThat(api).contains("\"openapi\":\"3.1.0\"", "/api/cameras/{name}/learn", "/api/live", "alertsPerDay");
    }
}
