package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

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

        assertThat(promise.alarms()).isEqualTo(20);
        assertThat(promise.falseAlarmsPerDay()).isEqualTo(10, within(1e-9));
        assertThat(promise.hours()).isEqualTo(48, within(1e-9));
    }

    @Test
    void thePromiseHoldsOnOtherFootageOfTheKind() {
        ThresholdFit fit = new ThresholdFit();
        fit.add(footage(new Random(2), 5), FRAME_RATE);

        ThresholdFit.Promise promise = fit.promise(10);

        assertThat(promise.falseAlarmsPerDay()).isEqualTo(10, within(1e-9));
        double perDay = alarms(footage(new Random(3), 24 * 40), promise.threshold()) / 40.0;
        assertThat(perDay).isBetween(5.0, 20.0);
    }

    @Test
    void shortFootagePromisesNoMoreThanItCanTell() {
        ThresholdFit fit = new ThresholdFit();
        fit.add(footage(new Random(4), 1), FRAME_RATE);

        ThresholdFit.Promise promise = fit.promise(1);

        assertThat(promise.falseAlarmsPerDay()).isEqualTo(24 / 5.0, within(1e-9));
    }

    @Test
    void stretchesAreNotRunTogether() {
        double[] scores = footage(new Random(5), 48);
        ThresholdFit whole = new ThresholdFit();
        whole.add(scores, FRAME_RATE);
        ThresholdFit inPieces = new ThresholdFit();
        for (int i = 0; i < 48; i++) {
            inPieces.add(java.util.Arrays.copyOfRange(scores, i * HOUR, (i + 1) * HOUR), FRAME_RATE);
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
}
