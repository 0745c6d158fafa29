package dev.vedette.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.MeasuredClip;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoringRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Displacement tells anomalies, which cover the first of four tokens; motion is the same with noise. */
class HeldOutMeasurementTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(16, 16, 8, 16, 16, 1, 2, 4, 2, 0.5);
    private static final int CLIPS = 100;
    private static final ScoringRule MOTION = alone(Quantity.MOTION);
    private static final ScoringRule DISPLACEMENT = alone(Quantity.DISPLACEMENT);

    @Test
    void theBestRuleIsChosenWhereOthersAreClearlyWorse() {
        HeldOutMeasurement measurement = measurement(5);
        assertThat(measurement.chosen(List.of(MOTION, DISPLACEMENT))).isEqualTo(DISPLACEMENT);
        assertThat(measurement.chosen(List.of(DISPLACEMENT, MOTION))).isEqualTo(DISPLACEMENT);
    }

    @Test
    void ofRulesThatCannotBeToldApartTheFirstIsChosen() {
        HeldOutMeasurement measurement = measurement(0.02);
        assertThat(measurement.chosen(List.of(MOTION, DISPLACEMENT))).isEqualTo(MOTION);
        assertThat(measurement.chosen(List.of(DISPLACEMENT, MOTION))).isEqualTo(DISPLACEMENT);
    }

    private static ScoringRule alone(Quantity quantity) {
        return ScoringRule.motionOnly().withParts(List.of(ScorePart.plain(quantity)));
    }

    private static HeldOutMeasurement measurement(double noise) {
        Random random = new Random(5);
        List<MeasuredClip> normal = new ArrayList<>();
        List<MeasuredClip> abnormal = new ArrayList<>();
        List<TokenPlaces> places = new ArrayList<>();
        byte[] map = new byte[16 * 16];
        for (int i = 0; i < 16 * 8; i++) {
            map[i] = (byte) (i % 16 < 8 ? 255 : 0);
        }
        for (int i = 0; i < CLIPS; i++) {
            normal.add(clip(i, random, noise, random.nextGaussian()));
            abnormal.add(clip(i, random, noise, 2 + random.nextGaussian()));
            places.add(new TokenPlaces(NETWORK, map));
        }
        return new HeldOutMeasurement(normal, abnormal, places);
    }

    private static MeasuredClip clip(int index, Random random, double noise, double first) {
        float[] displacement = new float[NETWORK.tokens()];
        float[] motion = new float[NETWORK.tokens()];
        for (int token = 0; token < motion.length; token++) {
            displacement[token] = (float) (token == 0 ? first : random.nextGaussian() / 4);
            motion[token] = (float) (displacement[token] + noise * random.nextGaussian());
        }
        return new MeasuredClip(index, Duration.ZERO, NETWORK.grid(), motion, displacement, new float[0], List.of());
    }
}
