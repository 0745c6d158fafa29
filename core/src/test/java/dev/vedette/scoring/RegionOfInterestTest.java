package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.TokenGrid;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps of 8×12 tokens with random scores, of which a random half counts. */
class RegionOfInterestTest {
    private static final TokenGrid GRID = new TokenGrid(8, 12);

    private final SplittableRandom random = new SplittableRandom(3);

    private float[] values() {
        float[] values = new float[GRID.tokens()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private boolean[] half() {
        boolean[] half = new boolean[GRID.tokens()];
        for (int i = 0; i < half.length; i++) {
            half[i] = random.nextBoolean();
        }
        return half;
    }

    private static ScoringRule rule(ScoringRule.Pooling pooling) {
        return ScoringRule.motionOnly().withPooling(pooling);
    }

    private static ScoredClip scored(float[] values, ScoringRule.Pooling pooling) {
        return ScoredClip.of(0, Duration.ZERO, new ScoreMap(GRID, values), rule(pooling));
    }

    @ParameterizedTest
    @EnumSource
    void whatLiesOutsideNeverRaisesTheScoreAndNoScoreIsHigherThanTheWholePictures(ScoringRule.Pooling pooling) {
        for (int turn = 0; turn < 200; turn++) {
            float[] values = values();
            boolean[] half = half();
            RegionOfInterest region = RegionOfInterest.of(half);
            double whole = scored(values, pooling).score();
            double within =
                    scored(values, pooling).within(region, rule(pooling)).score();
            float[] wild = values.clone();
            float[] calm = values.clone();
            for (int i = 0; i < wild.length; i++) {
                wild[i] += half[i] ? 0 : 1000;
                calm[i] = half[i] ? calm[i] : -1000;
            }

            assertThat(within).isLessThanOrEqualTo(whole);
            double beyond = scored(wild, pooling).within(region, rule(pooling)).score();
            assertThat(beyond).isBetween(within, 1.0);
            assertThat(scored(calm, pooling).within(region, rule(pooling)).score())
                    .isLessThanOrEqualTo(within);
        }
    }

    @Test
    void somethingOutsideHidesNothingInside() {
        float[] values = new float[GRID.tokens()];
        boolean[] left = new boolean[GRID.tokens()];
        for (int i = 0; i < values.length; i++) {
            left[i] = i % GRID.columns() < 6;
            values[i] = i % GRID.columns() >= 6 ? 50 : i / GRID.columns() == 6 && i % GRID.columns() < 2 ? 2 : 0;
        }
        ScoredClip within = scored(values, ScoringRule.Pooling.PEAK)
                .within(RegionOfInterest.of(left), rule(ScoringRule.Pooling.PEAK));

        assertThat(within.score()).isBetween(0.5, 2.0);
        Place place = Place.aroundPeak(within.map());
        assertThat(place.right()).isLessThan(0.5);
        assertThat(place.bottom()).isGreaterThan(0.7);
        assertThat(within.map().at(3, 9)).as("the map keeps the whole picture").isEqualTo(50);
    }

    @ParameterizedTest
    @EnumSource
    void aRegionOfEverythingChangesNothing(ScoringRule.Pooling pooling) {
        boolean[] all = new boolean[GRID.tokens()];
        Arrays.fill(all, true);
        float[] values = values();

        ScoredClip within = scored(values, pooling).within(RegionOfInterest.of(all), rule(pooling));

        assertThat(within.score()).isEqualTo(scored(values, pooling).score());
        assertThat(within.map().values())
                .isEqualTo(scored(values, pooling).map().values());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 96})
    void aRegionOfNothingIsRefused(int tokens) {
        assertThatThrownBy(() -> RegionOfInterest.of(new boolean[tokens])).isInstanceOf(VedetteException.class);
    }
}
