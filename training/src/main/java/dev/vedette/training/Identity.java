package dev.vedette.training;

import dev.vedette.training.footage.FootageStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run is of: equal only where what is learned, footage and version of the code are. */
public final class Identity {
    private Identity() {}

    static String of(TrainingConfig config, FootageStore store) {
        String frameRates = store.segments().stream()
                .map(segment -> Double.toString(segment.frameRate()))
                .distinct()
                .collect(Collectors.joining(" "));
        return hash(version(), config.learning().toString(), store.digests().toString(), frameRates);
    }

    /** SHA-256 of texts, in hexadecimal. */
    public static String hash(String... all) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", all).getBytes(StandardCharsets.UTF_8)));
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
