package dev.vedette.server.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten days at one frame in ten seconds, with an event of height h once in 2^h hours. */
class NormalScoresTest {
    private static final int FRAMES = 10 * 8_640;

    @TempDir
    Path folder;

    private static NormalScores scores() {
        Random random = new Random(1);
        double[] scores = new double[FRAMES];
        for (int i = 0; i < FRAMES; i += 6) {
            scores[i] = Math.max(0, Math.log(1 / random.nextDouble()) / Math.log(2) - Math.log(60) / Math.log(2));
        }
        return new NormalScores(0.1, List.of(scores));
    }

    @Test
    void aScoreIsAsRareAsItIsOnNormalFootage() {
        NormalScores normal = scores();

        // One event in two hours, in eight hours, in 64 hours.
        assertThat(normal.days(1)).isCloseTo(2 / 24.0, within(0.03));
        assertThat(normal.days(3)).isCloseTo(8 / 24.0, within(0.15));
        assertThat(normal.days(6)).isBetween(1.5, 6.0);
        assertThat(normal.days(1)).isLessThan(normal.days(2)).isLessThan(normal.days(5));
    }

    @Test
    void theThresholdKeepsTheBudget() {
        NormalScores normal = scores();

        assertThat(normal.promise(3).threshold()).isBetween(2.5, 4.0);
        assertThat(normal.promise(12).threshold()).isBetween(0.5, 1.5);
    }

    @Test
    void anHourCannotPromiseWhatADayCan() {
        double[] hour = new double[360];
        Random random = new Random(2);
        for (int i = 0; i < hour.length; i++) {
            hour[i] = random.nextDouble();
        }
        NormalScores normal = new NormalScores(0.1, List.of(hour));

        // Once in five hours is about the rarest that an hour tells of.
        double fewest = normal.promise(3).falseAlarmsPerDay();
        assertThat(fewest).isBetween(24 / 6.0, 24 / 4.0);
        assertThat(normal.days(100)).isCloseTo(1 / fewest, within(1e-6));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("some.scores");
        scores().write(file);

        NormalScores read = NormalScores.read(file).orElseThrow();
        assertThat(read.promise(3).threshold()).isCloseTo(scores().promise(3).threshold(), within(1e-5));
        assertThat(NormalScores.read(folder.resolve("none.scores"))).isEmpty();
        assertThat(NormalScores.read(Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000))))
                .isEmpty();
        assertThat(NormalScores.read(Files.writeString(file, "nonsense that is long enough")))
                .isEmpty();
    }
}
