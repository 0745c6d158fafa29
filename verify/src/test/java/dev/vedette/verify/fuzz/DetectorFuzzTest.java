package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.vedette.detection.DetectorFile;
import dev.vedette.verify.Samples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code .vedette} files say of the detector; {@link SafetensorsFuzzTest} has their weights. */
class DetectorFuzzTest {
    private static final String DESCRIPTION = "detector.json";
    private static final String WEIGHTS = "weights.safetensors";
    private static final Path FILE = Outside.file("gate.vedette");
    private static final Path GOOD = Samples.networkDetector(Outside.file("good.vedette"));
    private static final byte[] GOOD_WEIGHTS = part(WEIGHTS);

    private static byte[] part(String name) {
        try (ZipFile zip = new ZipFile(GOOD.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<byte[]> seeds() {
        String good = new String(part(DESCRIPTION), StandardCharsets.UTF_8);
        return Stream.of(good, good.replaceAll("\\d+", "-1"), good.replaceAll("\\d+", "2147483647"), "{}", "[[")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte[] description) {
        Outside.write(FILE, Outside.zip(DESCRIPTION, description, WEIGHTS, GOOD_WEIGHTS));
        Outside.takenOrRefused(() -> DetectorFile.read(FILE));
    }
}
