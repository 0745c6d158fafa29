package dev.vedette.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
    @Test
    void knowsNoUnits() {
        assertThat(Correlation.of(new double[] {1, 2, 4}, new double[] {-10, -8, -4}))
                .isEqualTo(1, within(1e-12));
        assertThat(Correlation.of(new double[] {1, 2, 4}, new double[] {10, 8, 4}))
                .isEqualTo(-1, within(1e-12));
    }

    @Test
    void isThatOfATextbook() {
        // Σ(x−3)(y−2.2) = 5, Σ(x−3)² = 10, Σ(y−2.2)² = 4.8
        assertThat(Correlation.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 2, 1.5, 4, 2.5}))
                .isEqualTo(5 / Math.sqrt(10 * 5.3), within(1e-12));
    }

    @Test
    void isNoneWhereNothingVaries() {
        assertThat(Correlation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isZero();
    }
}
