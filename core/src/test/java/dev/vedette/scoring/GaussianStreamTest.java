package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.TokenGrid;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GaussianStreamTest {
    private static final double SIGMA = 2;
    private static final ScoreMap MAP = new ScoreMap(new TokenGrid(1, 1), new float[1]);

    private static Smoothing.Stream stream(double sigma) {
        return new Smoothing(ScoringRule.Pooling.PEAK, sigma).stream(Smoothing.Memory.NOTHING);
    }

    private static ScoredClip clip(long frame, double score) {
        return new ScoredClip(frame, Duration.ZERO, MAP, MAP, score);
    }

    @Test
    void weighsByDistanceInFramesAndLeavesOutThoseWithoutAScore() {
        Smoothing.Stream smoother = stream(SIGMA);
        assertThat(smoother.next(clip(10, 1))).isEqualTo(1);
        double twoAgo = Math.exp(-4 / (2 * SIGMA * SIGMA));
        assertThat(smoother.next(clip(12, 5))).isCloseTo((5 + twoAgo * 1) / (1 + twoAgo), within(1e-12));
        double fourAgo = Math.exp(-16 / (2 * SIGMA * SIGMA));
        assertThat(smoother.next(clip(14, 3)))
                .isCloseTo((3 + twoAgo * 5 + fourAgo * 1) / (1 + twoAgo + fourAgo), within(1e-12));
    }

    @Test
    void whatLiesFurtherBackThanThreeSigmaIsForgottenHoweverFewScoresCameSince() {
        Smoothing.Stream smoother = stream(SIGMA);
        smoother.next(clip(0, 100));
        assertThat(smoother.next(clip(7, 1))).isEqualTo(1);
        assertThat(smoother.next(clip(1_000_000_000_000L, 2))).isEqualTo(2);
    }

    @Test
    void withoutSigmaScoresStayAsTheyAre() {
        Smoothing.Stream smoother = stream(0);
        assertThat(smoother.next(clip(0, 3))).isEqualTo(3);
        assertThat(smoother.next(clip(1, 4))).isEqualTo(4);
    }

    @Test
    void framesOutOfOrderAreRefused() {
        Smoothing.Stream smoother = stream(SIGMA);
        smoother.next(clip(7, 1));
        assertThatThrownBy(() -> smoother.next(clip(7, 1)))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("frame 7 comes after frame 7");
    }
}
