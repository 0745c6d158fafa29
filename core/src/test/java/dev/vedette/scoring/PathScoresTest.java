package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoringRule.Pooling;
import dev.vedette.scoring.Smoothing.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathScoresTest {
    private static final TokenGrid GRID = new TokenGrid(6, 20);
    private static final double FRAMES = 5;
    private static final Smoothing PATHS = new Smoothing(Pooling.PATH, FRAMES);

    private static ScoreMap spot(int row, int column) {
        float[] values = new float[GRID.tokens()];
        values[row * GRID.columns() + column] = 1;
        return new ScoreMap(GRID, values);
    }

    /** A bright token that goes on by so many columns from frame to frame. */
    private static List<ScoreMap> moving(int frames, int columns) {
        List<ScoreMap> maps = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            maps.add(spot(2, columns * i % GRID.columns()));
        }
        return maps;
    }

    private static List<ScoreMap> noise(int frames, long seed) {
        Random random = new Random(seed);
        List<ScoreMap> maps = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            float[] values = new float[GRID.tokens()];
            for (int token = 0; token < values.length; token++) {
                values[token] = random.nextFloat();
            }
            maps.add(new ScoreMap(GRID, values));
        }
        return maps;
    }

    private static ScoredClip clip(long index, ScoreMap map) {
        return new ScoredClip(index, Duration.ZERO, map, map, map.peak());
    }

    private static double[] stream(Smoothing smoothing, List<ScoreMap> maps) {
        Smoothing.Stream stream = smoothing.stream(Memory.NOTHING);
        double[] scores = new double[maps.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = stream.next(clip(i, maps.get(i)));
        }
        return scores;
    }

    private static double[] recording(Smoothing smoothing, List<ScoreMap> maps) {
        double[] raw = maps.stream().mapToDouble(ScoreMap::peak).toArray();
        return smoothing.recording(raw, maps::get);
    }

    @Test
    void whatGoesThroughThePictureStandsOutFromWhatFlashesNowHereNowThere() {
        List<ScoreMap> walks = moving(20, 1);
        Random random = new Random(5);
        List<ScoreMap> flashes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            flashes.add(spot(random.nextInt(GRID.rows()), random.nextInt(GRID.columns())));
        }

        assertThat(recording(new Smoothing(Pooling.PEAK, FRAMES), walks))
                .as("frame by frame they are the same")
                .containsExactly(recording(new Smoothing(Pooling.PEAK, FRAMES), flashes), within(1e-12));
        assertThat(stream(PATHS, walks)[19]).isGreaterThan(0.8);
        assertThat(stream(PATHS, flashes)[19]).isLessThan(0.5);
        assertThat(recording(PATHS, walks)[10]).isGreaterThan(0.8);
        assertThat(recording(PATHS, flashes)[10]).isLessThan(0.5);
    }

    @Test
    void aPathTakesOneTokenAtATime() {
        assertThat(stream(PATHS, moving(8, 1))[7]).isGreaterThan(2 * stream(PATHS, moving(8, 2))[7]);
    }

    /** Centred scores of normal tokens are negative. */
    @Test
    void whatIsSubtractedFromAllScoresIsNoReasonToMove() {
        List<ScoreMap> below = noise(60, 9).stream().map(map -> less(map, 5)).toList();
        double[] one = new double[GRID.tokens()];
        Arrays.fill(one, -1);
        float[] still = new float[GRID.tokens()];
        Arrays.fill(still, -1);

        PathScores next = new PathScores(one).next(new ScoreMap(GRID, still), 1, FRAMES);
        assertThat(next.values()).containsOnly(new double[] {-1}, within(1e-12));
        assertThat(stream(PATHS, below)[59]).isLessThan(stream(PATHS, noise(60, 9))[59] - 5 + 1e-9);
    }

    private static ScoreMap less(ScoreMap map, float by) {
        float[] values = map.values().clone();
        for (int token = 0; token < values.length; token++) {
            values[token] -= by;
        }
        return new ScoreMap(GRID, values);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.5, 0", "5, 0", "50, 0", "5, 0.5", "5, 3", "50, 3"})
    void scoresThatStayTheSameAreLeftAsTheyAre(double frames, float less) {
        List<ScoreMap> same = Collections.nCopies(300, less(noise(1, 3).get(0), less));
        Smoothing smoothing = new Smoothing(Pooling.PATH, frames);
        double raw = same.get(0).peak();

        assertThat(stream(smoothing, same)).containsOnly(new double[] {raw}, within(1e-9));
        assertThat(recording(smoothing, same)).containsOnly(new double[] {raw}, within(1e-9));
    }

    @Test
    void overNoFramesScoresStayAsTheyAre() {
        List<ScoreMap> maps = noise(20, 4);
        Smoothing none = new Smoothing(Pooling.PATH, 0);
        double[] raw = maps.stream().mapToDouble(ScoreMap::peak).toArray();

        assertThat(stream(none, maps)).containsExactly(raw);
        assertThat(recording(none, maps)).containsExactly(raw);
        assertThat(none.lag()).isZero();
        assertThat(none.reach()).isZero();
    }

    @Test
    void missingFramesLetForgetAsIfTheyHadBeenThere() {
        Smoothing.Stream stream = PATHS.stream(Memory.NOTHING);
        stream.next(clip(0, spot(2, 2)));
        double kept = Math.exp(-4 / FRAMES);
        assertThat(stream.next(clip(4, spot(5, 15)))).isCloseTo(Math.max(kept, 1 - kept), within(1e-12));
        assertThat(stream.next(clip(1_000_000_000_000L, spot(2, 2)))).isEqualTo(1);
    }

    @Test
    void framesOutOfOrderAreRefused() {
        Smoothing.Stream stream = PATHS.stream(Memory.NOTHING);
        stream.next(clip(7, spot(1, 1)));
        assertThatThrownBy(() -> stream.next(clip(7, spot(1, 1))))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("frame 7 comes after frame 7");
    }

    @RepeatedTest(20)
    void whatLiesOutsideARegionNeverRaisesItsScoreAndNoScoreIsHigherThanTheWholePictures() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        boolean[] half = new boolean[GRID.tokens()];
        for (int token = 0; token < half.length; token++) {
            half[token] = random.nextBoolean();
        }
        RegionOfInterest region = RegionOfInterest.of(half);
        List<ScoreMap> maps = noise(30, seed);
        List<ScoreMap> inside = maps.stream().map(map -> map.within(region)).toList();
        List<ScoreMap> wild = inside.stream()
                .map(map -> {
                    float[] values = map.values().clone();
                    for (int token = 0; token < values.length; token++) {
                        values[token] += half[token] ? 0 : 1000;
                    }
                    return new ScoreMap(GRID, values, region);
                })
                .toList();

        double[] whole = stream(PATHS, maps);
        double[] within = stream(PATHS, inside);
        assertThat(stream(PATHS, wild)).as("seed %d", seed).containsExactly(within);
        for (int i = 0; i < whole.length; i++) {
            assertThat(within[i]).as("seed %d, frame %d", seed, i).isLessThanOrEqualTo(whole[i]);
        }
    }

    /** Longer than what is kept in memory together. */
    @Test
    void aLongRecordingIsSmoothedAsIfAllOfItWereInMemory() {
        List<ScoreMap> maps = noise(700, 8);
        double[] expected = new double[maps.size()];
        PathScores[] behind = new PathScores[maps.size()];
        for (int i = maps.size() - 1; i >= 0; i--) {
            behind[i] =
                    i == maps.size() - 1 ? PathScores.from(maps.get(i)) : behind[i + 1].next(maps.get(i), 1, FRAMES);
        }
        double now = 1 - Math.exp(-1 / FRAMES);
        PathScores before = null;
        for (int i = 0; i < expected.length; i++) {
            before = before == null ? PathScores.from(maps.get(i)) : before.next(maps.get(i), 1, FRAMES);
            for (int token = 0; token < GRID.tokens(); token++) {
                double both = before.values()[token]
                        + behind[i].values()[token]
                        - now * maps.get(i).values()[token];
                expected[i] = Math.max(expected[i], both / (2 - now));
            }
        }

        assertThat(recording(PATHS, maps)).containsExactly(expected, within(0.001));
    }

    @Test
    void whatLiesFurtherBackThanItsReachHasNoInfluenceThatSinglePrecisionCouldTell() {
        List<ScoreMap> maps = noise(300, 9);
        double[] whole = stream(PATHS, maps);
        int from = maps.size() - 1 - PATHS.reach();
        double[] end = stream(PATHS, maps.subList(from, maps.size()));

        assertThat((float) end[end.length - 1]).isEqualTo((float) whole[whole.length - 1]);
    }

    @Test
    void aStreamLagsByTheMeanAgeOfWhatItLooksAt() {
        double kept = Math.exp(-1 / FRAMES);
        assertThat(PATHS.lag()).isCloseTo(kept / (1 - kept), within(1e-3));
        assertThat(new Smoothing(Pooling.PEAK, 0).lag()).isZero();
    }
}
