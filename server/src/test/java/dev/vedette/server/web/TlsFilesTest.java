package dev.vedette.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.server.Certificates;
import dev.vedette.server.config.ServeConfig.Tls;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.Certificate;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir
    Path folder;

    private ServerConnector connector;

    private int ask(Certificate trusted) throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(Certificates.trusting(trusted))
                .build();
        URI uri = URI.create("https://127.0.0.1:" + connector.getLocalPort() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private void touch(long seconds) throws IOException {
        for (String file : new String[] {"cert.pem", "key.pem"}) {
            Files.setLastModifiedTime(
                    folder.resolve(file), FileTime.from(Instant.now().plusSeconds(seconds)));
        }
    }

    @Test
    void aRenewedCertificateIsTakenWithoutANewStartAndAFaultyOneIsNot() throws Exception {
        Certificate first = Certificates.make(folder, "EC");
        Server server = new Server();
        try (TlsFiles files = TlsFiles.open(new Tls(
                folder.resolve("cert.pem").toString(), folder.resolve("key.pem").toString()))) {
            connector = files.connector(server, new HttpConfiguration(), "127.0.0.1", 0);
            server.addConnector(connector);
            server.start();
            assertThat(ask(first)).isEqualTo(404);

            Certificate second = Certificates.make(folder, "EC");
            touch(10);
            files.lookAgain();
            assertThat(ask(second)).isEqualTo(404);
            assertThatThrownBy(() -> ask(first)).isInstanceOf(SSLHandshakeException.class);

            Files.writeString(folder.resolve("cert.pem"), "half a fi");
            touch(20);
            files.lookAgain();
            assertThat(ask(second)).isEqualTo(404);
        } finally {
            server.stop();
        }
    }
}
