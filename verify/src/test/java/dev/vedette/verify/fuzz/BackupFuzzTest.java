package dev.vedette.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.server.backup.Restore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backups of {@code vedette serve}. One that is refused leaves nothing behind. */
class BackupFuzzTest {
    private static final Path FILE = Outside.file("backup.zip");
    private static final Path DATA = FILE.resolveSibling("data");
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    static Stream<Arguments> seeds() {
        return Stream.of(
                seed(manifest("vedette.db", 0), ""),
                seed(manifest("vedette.db", 0), "x"),
                seed(manifest("detectors/a.vedette", 1L << 40), ""),
                seed(manifest("../out", 0), ""),
                seed("{\"format\": 2}", ""),
                seed("{\"files\": [null]}", ""),
                seed("[", ""),
                seed("", ""),
                // UTF-32, and no letter: it was blamed on the disk.
                Arguments.of(new byte[] {0, 0, 0, '[', 0x66, 0x21, 0x7b, 0x11}, "vedette.db", new byte[0]));
    }

    private static String manifest(String path, long bytes) {
        return "{\"format\": 1, \"vedette\": \"0.1.0\", \"created\": \"2026-11-28T00:00:00Z\", \"database\": true,"
                + " \"files\": [{\"path\": \"" + path + "\", \"bytes\": " + bytes + ", \"sha256\": \"" + EMPTY_SHA256
                + "\"}]}";
    }

    private static Arguments seed(String manifest, String file) {
        return Arguments.of(
                manifest.getBytes(StandardCharsets.UTF_8), "vedette.db", file.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isRestoredOrRefused(byte @NotNull [] manifest, @NotNull String name, byte @NotNull [] file) {
        String path = name.equals("manifest.json") || name.length() > 1000 ? "" : name;
        Outside.write(FILE, Outside.zip("manifest.json", manifest, path, file));
        Outside.takenOrRefused(() -> {
            try {
                Restore.read(FILE, DATA);
            } finally {
                Outside.delete(DATA);
            }
        });
        assertThat(Files.exists(DATA)).isFalse();
    }
}
