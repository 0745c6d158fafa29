package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of which is known how often they exceed what. */
class ThresholdFitTest {
    private static final double FRAME_RATE = 5;
    private static final int HOUR = (int) (3600 * FRAME_RATE);

    /** Quiet, with one event a minute; an event's height is exponential with mean 1. */
    private static double[] footage(Random random, int hours) {
        double[] scores = new double[hours * HOUR];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = -1 + 0.01 * random.nextDouble();
        }
        int everyMinute = (int) (60 * FRAME_RATE);
        for (int start = 50; start + 10 < scores.length; start += everyMinute) {
            double height = -Math.log(1 - random.nextDouble());
            for (int i = 0; i < 10; i++) {
                scores[start + i] = height * (i == 4 ? 1 : 0.9);
            }
        }
        return scores;
    }

    private static int alarms(double[] scores, double threshold) {
        int alarms = 0;
        for (int i = 1; i < scores.length; i++) {
            alarms += scores[i] > threshold && scores[i - 1] <= threshold ? 1 : 0;
        }
        return alarms;
    }

    @Test
    void alarmsAreCountedWhereTheFootageIsLong() {
        ThresholdFit fit = new ThresholdFit();
        fit.add(footage(new Random(1), 48), FRAME_RATE);

        ThresholdFit.Promise promise = fit.promise(10);

        assertThat(promise.alarms())
                .as("20 are allowed, and so few that surely no more are to be expected")
                .isEqualTo(15);
        assertThat(promise.falseAlarmsPerDay()).isEqualTo(10, within(1e-9));
        assertThat(promise.hours()).isEqualTo(48, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 12})
    void whereAlarmsAreCountedAtLeastFourInFivePromisesHold(int hours) {
        double[] perDay = expectedPerDay(hours);

        long held = Arrays.stream(perDay).filter(expected -> expected <= 10).count();
        assertThat(held).as("of %d promises, seeds from 0", perDay.length).isGreaterThanOrEqualTo(80);
        assertThat(Arrays.stream(perDay).average().orElseThrow()).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whereTheyAreExtrapolatedPromisesHoldInTheMean(int hours) {
        assertThat(Arrays.stream(expectedPerDay(hours)).average().orElseThrow())
                .as("seeds from 0")
                .isBetween(8.0, 12.0);
    }

    /** Alarms that really are to be expected, a day, at thresholds for 10 that were fitted to footage of 100 seeds. */
    private static double[] expectedPerDay(int hours) {
        return IntStream.range(0, 100)
                .mapToDouble(seed -> {
                    ThresholdFit fit = new ThresholdFit();
                    fit.add(footage(new Random(seed), hours), FRAME_RATE);
                    ThresholdFit.Promise promise = fit.promise(10);
                    assertThat(promise.falseAlarmsPerDay()).isEqualTo(10, within(1e-9));
                    return 24 * 60 * Math.exp(-promise.threshold());
                })
                .toArray();
    }

    @Test
    void shortFootagePromisesNoMoreThanItCanTell() {
        ThresholdFit fit = new ThresholdFit();
        fit.add(footage(new Random(4), 1), FRAME_RATE);

        ThresholdFit.Promise promise = fit.promise(1);

        assertThat(promise.falseAlarmsPerDay()).isBetween(24 / 5.0, 24 / 3.0);
    }

    @Test
    void stretchesAreNotRunTogether() {
        double[] scores = footage(new Random(5), 48);
        ThresholdFit whole = new ThresholdFit();
        whole.add(scores, FRAME_RATE);
        ThresholdFit inPieces = new ThresholdFit();
        for (int i = 0; i < 48; i++) {
            inPieces.add(Arrays.copyOfRange(scores, i * HOUR, (i + 1) * HOUR), FRAME_RATE);
        }

        assertThat(inPieces.promise(20)).isEqualTo(whole.promise(20));
    }

    @Test
    void whereNothingHappensTheHighestScoreIsTheThreshold() {
        ThresholdFit fit = new ThresholdFit();
        fit.add(new double[] {0.5, 0.5, 0.5, 0.5}, FRAME_RATE);

        assertThat(fit.promise(10).threshold()).isEqualTo(0.5);
        assertThat(fit.promise(10).alarms()).isZero();
    }

    @Test
    void whereMoreAlarmsAreAllowedThanThereAreScoresTheLowestScoreIsTheThreshold() {
        ThresholdFit fit = new ThresholdFit();
        fit.add(new double[] {0.5, 0.25, 0.75}, 1e-12);

        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(fit.promise(10).threshold()).isEqualTo(0.25));
    }
}
