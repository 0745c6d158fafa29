package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import org.junit.jupiter.api.Test;

class CausalSmootherTest {
    private static final double SIGMA = 2;

    @Test
    void weighsByDistanceInFramesAndLeavesOutThoseWithoutAScore() {
        CausalSmoother smoother = new CausalSmoother(SIGMA);
        assertThat(smoother.next(10, 1)).isEqualTo(1);
        double twoAgo = Math.exp(-4 / (2 * SIGMA * SIGMA));
        assertThat(smoother.next(12, 5)).isCloseTo((5 + twoAgo * 1) / (1 + twoAgo), within(1e-12));
        double fourAgo = Math.exp(-16 / (2 * SIGMA * SIGMA));
        assertThat(smoother.next(14, 3))
                .isCloseTo((3 + twoAgo * 5 + fourAgo * 1) / (1 + twoAgo + fourAgo), within(1e-12));
    }

    @Test
    void whatLiesFurtherBackThanThreeSigmaIsForgottenHoweverFewScoresCameSince() {
        CausalSmoother smoother = new CausalSmoother(SIGMA);
        smoother.next(0, 100);
        assertThat(smoother.next(7, 1)).isEqualTo(1);
        assertThat(smoother.next(1_000_000_000_000L, 2)).isEqualTo(2);
    }

    @Test
    void withoutSigmaScoresStayAsTheyAre() {
        CausalSmoother smoother = new CausalSmoother(0);
        assertThat(smoother.next(0, 3)).isEqualTo(3);
        assertThat(smoother.next(1, 4)).isEqualTo(4);
    }

    @Test
    void framesOutOfOrderAreRefused() {
        CausalSmoother smoother = new CausalSmoother(SIGMA);
        smoother.next(7, 1);
        assertThatThrownBy(() -> smoother.next(7, 1))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("frame 7 comes after frame 7");
    }
}
