package dev.vedette.training;

import dev.vedette.training.footage.FootageStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** What a run is of: equal only where configuration, footage and version of the code are. */
final class Identity {
    private Identity() {}

    static String of(TrainingConfig config, FootageStore store) {
        String all =
                String.join("\n", version(), config.toString(), store.digests().toString());
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Version of this code, from the archive's manifest. */
    static String version() {
        return Optional.ofNullable(Identity.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
