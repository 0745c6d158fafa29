package dev.vedette.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.server.config.ServeConfig.Tls;
import dev.vedette.server.config.ServeConfig.Web;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
    @TempDir
    Path folder;

    private ServeConfig config() {
        return ServeConfig.EMPTY.withWeb(new Web(
                Optional.empty(),
                Optional.of(0),
                Optional.of(new Tls(
                        folder.resolve("cert.pem").toString(),
                        folder.resolve("key.pem").toString())),
                Optional.empty()));
    }

    private VedetteServer start() {
        return VedetteServer.start(config(), folder.resolve("data"));
    }

    private static HttpResponse<String> send(HttpClient client, VedetteServer server, String path) throws Exception {
        URI uri = URI.create("https://127.0.0.1:" + server.port() + path);
        String body = "{\"name\":\"admin\",\"password\":\"" + Client.PASSWORD + "\"}";
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
        return client.send(
                (path.equals("/api/setup") ? request.POST(BodyPublishers.ofString(body)) : request).build(),
                BodyHandlers.ofString());
    }

    private static HttpClient trusting(Certificate certificate) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(Certificates.trusting(certificate))
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void thePageIsThereOverHttpsAndItsCookieNowhereElse(String algorithm) throws Exception {
        HttpClient client = trusting(Certificates.make(folder, algorithm));
        try (VedetteServer server = start()) {
            HttpResponse<String> answer = send(client, server, "/api/setup");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure", "HttpOnly"));
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aPortThatIsTakenIsToldInALine() throws Exception {
        Certificates.make(folder, "EC");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                            () -> VedetteServer.start(config().withPort(taken.getLocalPort()), folder.resolve("data")))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("the page cannot be opened at 127.0.0.1:" + taken.getLocalPort());
        }
    }

    @Test
    void theKeyBelongsToTheCertificate() throws Exception {
        Certificates.make(folder, "RSA");
        Path other = Files.createDirectory(folder.resolve("other"));
        Certificates.make(other, "RSA");
        Files.write(folder.resolve("key.pem"), Files.readAllBytes(other.resolve("key.pem")));

        assertThatThrownBy(this::start).hasMessageContaining("is not that of the certificate");
    }

    @Test
    void filesThatAreNoneAreToldOfWithWhatToDo() throws Exception {
        assertThatThrownBy(this::start).hasMessageContaining("cert.pem cannot be read");
        Certificates.make(folder, "RSA");
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----");
        assertThatThrownBy(this::start).hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        Files.writeString(folder.resolve("cert.pem"), "nothing");
        assertThatThrownBy(this::start).hasMessageContaining("holds no certificate");
    }
}
