package dev.vedette.server.web;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ServeConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTPS with a certificate and a key in PEM files, which are read anew when they change. Thread-safe. */
final class TlsFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final char[] NO_PASSWORD = {};
    private static final byte[] PROOF = {1};
    private static final long SECONDS_BETWEEN_LOOKS = 60;

    private final Path certificate;
    private final Path key;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "vedette-certificate");
        thread.setDaemon(true);
        return thread;
    });
    private List<FileTime> read;

    private TlsFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
        this.read = times();
        factory.setKeyStore(keyStore());
        factory.setKeyStorePassword("");
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        var unused = clock.scheduleWithFixedDelay(
                this::lookAgain, SECONDS_BETWEEN_LOOKS, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }

    /** @throws VedetteException bad configuration, for files that do not read or do not belong together */
    static TlsFiles open(ServeConfig.Tls tls) {
        return new TlsFiles(Path.of(tls.certificate()), Path.of(tls.key()));
    }

    ServerConnector connector(Server server, HttpConfiguration http, String host, int port) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // Which names lead here is the network's business, as it is without TLS.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(server, factory, new HttpConnectionFactory(secure));
        connector.setHost(host);
        connector.setPort(port);
        return connector;
    }

    /** Takes the files anew if they are others than before; while they do not read, those before stay. */
    synchronized void lookAgain() {
        try {
            List<FileTime> now = times();
            if (!now.equals(read)) {
                KeyStore changed = keyStore();
                factory.reload(same -> same.setKeyStore(changed));
                read = now;
                LOG.info("the certificate in {} is used from now on", certificate);
            }
        } catch (Exception e) {
            LOG.warn("the certificate before stays in use: {}", e.getMessage());
        }
    }

    private List<FileTime> times() {
        return List.of(time(certificate), time(key));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private KeyStore keyStore() {
        List<Certificate> chain = certificates();
        PrivateKey secret = privateKey();
        requirePair(chain.get(0).getPublicKey(), secret);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("page", secret, NO_PASSWORD, chain.toArray(Certificate[]::new));
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw VedetteException.internal("a certificate does not become a key store", e);
        }
    }

    private List<Certificate> certificates() {
        try {
            List<Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate))));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (IOException e) {
            throw unreadable(certificate, e);
        } catch (GeneralSecurityException e) {
            // The same as a file that holds none.
        }
        throw VedetteException.badConfiguration(
                "web.tls.certificate " + certificate + " holds no certificate, expected PEM with BEGIN CERTIFICATE");
    }

    private PrivateKey privateKey() {
        try {
            Matcher pem = KEY.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
            if (pem.find()) {
                PKCS8EncodedKeySpec encoded =
                        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
                for (String algorithm : ALGORITHMS) {
                    try {
                        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
                    } catch (GeneralSecurityException e) {
                        // It is of another kind.
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(key, e);
        } catch (IllegalArgumentException e) {
            // What is no base64 is no key either.
        }
        throw VedetteException.badConfiguration("web.tls.key " + key
                + " holds no private key, expected PEM with BEGIN PRIVATE KEY, not encrypted: make it one with openssl"
                + " pkcs8 -topk8 -nocrypt");
    }

    private void requirePair(PublicKey open, PrivateKey secret) {
        try {
            String algorithm =
                    switch (secret.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> "EdDSA";
                    };
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(secret);
            signing.update(PROOF);
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(open);
            checking.update(PROOF);
            if (checking.verify(signing.sign())) {
                return;
            }
        } catch (GeneralSecurityException e) {
            // Keys of two kinds are no pair either.
        }
        throw VedetteException.badConfiguration(
                "the key in " + key + " is not that of the certificate in " + certificate);
    }

    private static VedetteException unreadable(Path file, IOException e) {
        return VedetteException.badConfiguration(
                "web.tls: " + file + " cannot be read (" + e.getMessage() + "): check path and permissions");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
