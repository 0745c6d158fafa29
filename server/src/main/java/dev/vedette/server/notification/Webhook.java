package dev.vedette.server.notification;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts messages to an address. With a secret it signs them: {@code X-Vedette-Signature: sha256=} and the HMAC of the body. Thread-safe. */
final class Webhook implements Target {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI address;
    private final Optional<String> secret;

    Webhook(ServeConfig.Webhook config) {
        this.address = URI.create(config.url());
        this.secret = config.secret();
    }

    @Override
    public String name() {
        return "webhook";
    }

    /** Without path and query, which may hold a key. */
    @Override
    public String shown() {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + address.getHost() + port;
    }

    @Override
    public void send(String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        secret.ifPresent(key -> request.header("X-Vedette-Signature", "sha256=" + signature(body, key)));
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 != 2) {
                throw VedetteException.device("the webhook at " + shown() + " answered " + status, null);
            }
        } catch (IOException e) {
            throw VedetteException.device("the webhook at " + shown() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VedetteException.device("the webhook was broken off", e);
        }
    }

    private static String signature(String body, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw VedetteException.internal("every Java has HMAC-SHA-256", e);
        }
    }
}
