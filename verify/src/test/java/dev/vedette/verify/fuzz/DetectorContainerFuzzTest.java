package dev.vedette.verify.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.detection.DetectorFile;
import dev.vedette.verify.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code .vedette} files as bytes; {@link DetectorFuzzTest} has what they say of the detector. */
class DetectorContainerFuzzTest {
    private static final Path FILE = Outside.file("gate.vedette");

    static Stream<byte[]> seeds() {
        byte[] good = Outside.read(Samples.networkDetector(Outside.file("good.vedette")));
        byte[] small =
                Outside.zip("detector.json", "{}".getBytes(StandardCharsets.UTF_8), "weights.safetensors", new byte[8]);
        return Stream.of(
                good,
                Arrays.copyOf(good, good.length / 2),
                small,
                Arrays.copyOf(small, small.length - 1),
                Outside.zip("detector.json", new byte[0], "other", new byte[0]),
                new byte[] {'P', 'K', 3, 4},
                new byte[0]);
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(byte @NotNull [] content) {
        Outside.write(FILE, content);
        Outside.takenOrRefused(() -> DetectorFile.read(FILE));
        Outside.takenOrRefused(() -> DetectorFile.description(FILE));
    }
}
