package dev.vedette.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    private static final boolean A = true;
    private static final boolean N = false;

    @Test
    void perfectReversedAndUselessScores() {
        assertThat(area(new double[] {1, 2, 3, 4}, N, N, A, A)).isEqualTo(1);
        assertThat(area(new double[] {1, 2, 3, 4}, A, A, N, N)).isEqualTo(0);
        assertThat(area(new double[] {5, 5, 5, 5}, A, N, A, N)).isEqualTo(0.5);
    }

    @Test
    void tiedScoresEnterTogetherWhateverTheirOrder() {
        double[] scores = {1, 2, 2, 3};
        assertThat(area(scores, N, N, A, A)).isEqualTo(area(scores, N, A, N, A)).isEqualTo(0.875);
    }

    @Test
    void areaIsTheChanceThatAnAbnormalItemScoresHigher() {
        Random random = new Random(7);
        double[] scores = random.ints(300, 0, 40).asDoubleStream().toArray();
        boolean[] labels = new boolean[scores.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = random.nextInt(40) < scores[i];
        }
        assertThat(RocCurve.of(scores, labels).orElseThrow().area()).isCloseTo(pairwise(scores, labels), within(1e-12));
    }

    @Test
    void equalErrorRateLiesWhereBothErrorsAreTheSame() {
        RocCurve curve = RocCurve.of(new double[] {1, 2, 3, 4}, new boolean[] {N, A, N, A})
                .orElseThrow();
        assertThat(curve.equalErrorRate()).isEqualTo(0.5);
        assertThat(RocCurve.of(new double[] {1, 2}, new boolean[] {N, A})
                        .orElseThrow()
                        .equalErrorRate())
                .isZero();
        assertThat(RocCurve.of(new double[] {3, 3, 3}, new boolean[] {N, A, A})
                        .orElseThrow()
                        .equalErrorRate())
                .isEqualTo(0.5);
    }

    @Test
    void oneKindOfItemsHasNoCurve() {
        assertThat(RocCurve.of(new double[] {1, 2}, new boolean[] {A, A})).isEmpty();
        assertThat(RocCurve.of(new double[] {}, new boolean[] {})).isEmpty();
    }

    @Test
    void thinnedCurveKeepsItsEndsAndItsArea() {
        Random random = new Random(8);
        double[] scores = random.doubles(5000).toArray();
        boolean[] labels = new boolean[scores.length];
        Arrays.fill(labels, 0, 1000, true);
        RocCurve curve = RocCurve.of(scores, labels).orElseThrow();
        RocCurve thinned = curve.thinned(50);
        assertThat(thinned.thresholds()).hasSizeBetween(40, 50);
        assertThat(thinned.area()).isEqualTo(curve.area());
        assertThat(thinned.falsePositiveRates()).startsWith(0).endsWith(1).isSorted();
        assertThat(thinned.truePositiveRates()).startsWith(0).endsWith(1).isSorted();
    }

    @Test
    void refusesScoresThatCannotBeOrdered() {
        assertThatThrownBy(() -> RocCurve.of(new double[] {1, Double.NaN}, new boolean[] {N, A}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("number 1");
        assertThatThrownBy(() -> RocCurve.of(new double[] {1}, new boolean[] {N, A}))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("1 scores with 2 labels");
    }

    private static double area(double[] scores, boolean... labels) {
        return RocCurve.of(scores, labels).orElseThrow().area();
    }

    private static double pairwise(double[] scores, boolean[] labels) {
        double won = 0;
        int pairs = 0;
        for (int a = 0; a < scores.length; a++) {
            for (int n = 0; n < scores.length; n++) {
                if (labels[a] && !labels[n]) {
                    pairs++;
                    won += scores[a] > scores[n] ? 1 : scores[a] == scores[n] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }
}
