package dev.vedette.server.web;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.server.config.ServeConfig;
import dev.vedette.verify.fuzz.Outside;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Certificates and keys for HTTPS. */
class CertificateFuzzTest {
    private static final Path CERTIFICATE = Outside.file("cert.pem");
    private static final Path KEY = Outside.file("key.pem");
    /** Of a key that is nowhere any more. */
    private static final String SOMEBODY = """
            -----BEGIN CERTIFICATE-----
            MIIBfjCCASWgAwIBAgIUISxSe8MW49D2jf12FtiLgOEgBZ4wCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODAxMjQ1OVoYDzIxMjYxMTA0
            MDEyNDU5WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAARJNcBwlMTAjNMMpkSw/vWsXFl5xqa2mO4FRPWmVxS2ijPUc3Rrgin6
            oG4X7Dv5I54jrZIVDev5h2g0TNr+PduEo1MwUTAdBgNVHQ4EFgQUAjQ4KhqA3jyD
            jQzTPQQV1IUFTBYwHwYDVR0jBBgwFoAUAjQ4KhqA3jyDjQzTPQQV1IUFTBYwDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBZZU6VIPez+qrKhopgoLyw
            +nrr7GMGn2ja34noX7+SlgIgdLntcgpvecJ0Rp4zMKjgE9XiCvV2r9yLlF9or6cX
            x0M=
            -----END CERTIFICATE-----
            """;

    static Stream<Arguments> seeds() throws GeneralSecurityException {
        return Stream.of(
                Arguments.of(SOMEBODY, key("EC")),
                Arguments.of(SOMEBODY, key("RSA")),
                Arguments.of(SOMEBODY, key("DSA")),
                Arguments.of(SOMEBODY, "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----"),
                Arguments.of("-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----", ""),
                Arguments.of("", ""));
    }

    private static String key(String algorithm) throws GeneralSecurityException {
        byte[] encoded = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END PRIVATE KEY-----\n";
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void areTakenOrRefused(@NotNull String certificate, @NotNull String key) {
        Outside.write(CERTIFICATE, certificate.getBytes(StandardCharsets.ISO_8859_1));
        Outside.write(KEY, key.getBytes(StandardCharsets.ISO_8859_1));
        Outside.takenOrRefused(() -> TlsFiles.open(new ServeConfig.Tls(CERTIFICATE.toString(), KEY.toString()))
                .close());
    }
}
