package dev.vedette.server.learning;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.verify.fuzz.Outside;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores of normal footage, which lie beside detectors and come back with backups. */
class NormalScoresFuzzTest {
    private static final Path FILE = Outside.file("gate.scores");

    static Stream<byte[]> seeds() {
        Path good = Outside.file("good.scores");
        new NormalScores(5, List.of(new double[] {0.5, 1, 2}, new double[] {3})).write(good);
        return Stream.of(
                Outside.read(good),
                scores(Double.POSITIVE_INFINITY, 1, 1, Float.NaN),
                scores(5, 1, Integer.MAX_VALUE, 0),
                scores(5, Integer.MAX_VALUE, 0, 0),
                scores(1e-300, 1, 1, Float.NEGATIVE_INFINITY),
                scores(1e-9, 1, 1, 1),
                new byte[0]);
    }

    private static byte[] scores(double rate, int stretches, int length, float score) {
        return ByteBuffer.allocate(24)
                .putInt(0x56_4e_53_31)
                .putDouble(rate)
                .putInt(stretches)
                .putInt(length)
                .putFloat(score)
                .array();
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void areTakenOrRefused(byte @NotNull [] content) {
        Outside.write(FILE, content);
        Outside.takenOrRefused(() -> NormalScores.read(FILE).ifPresent(scores -> {
            scores.promise(3);
            scores.days(1);
        }));
    }
}
