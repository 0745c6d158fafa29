package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.engine.TokenErrors;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScorePart.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A background of noise; a square stands, moves, or is put down. */
class GatedScorerTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(256, 160, 8, 16, 16, 1, 2, 4, 2, 0.5);
    private static final ScoringEngine ENGINE =
            ScoringEngines.open(NETWORK, Weights.initial(NETWORK, 5), EngineOptions.defaults());
    private static final ScoringRule EXACT = new ScoringRule(
            List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L2)),
            ScoringRule.Pooling.PEAK,
            ScoringRule.Masking.COMPLEMENTARY,
            0,
            UsualMotion.UNKNOWN);
    private static final ScoringRule GATED = EXACT.withStillTolerance(2);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void aStillPictureIsLookedAtOnce() {
        Counting engine = new Counting(ENGINE);
        List<ScoredClip> scores = new GatedScorer(NETWORK, GATED, engine).score(clips(30, i -> null));
        assertThat(engine.tokens).isEqualTo(2L * NETWORK.tokens());
        assertThat(scores).hasSize(30);
        assertThat(scores).allSatisfy(clip -> assertThat(clip.score())
                .isEqualTo(exact(clips(30, i -> null)).get(0).score()));
    }

    @Test
    void costFollowsWhatMoves() {
        Counting engine = new Counting(ENGINE);
        List<Clip> clips = clips(40, i -> new int[] {2 * i + 20, 40});
        List<ScoredClip> gated = new GatedScorer(NETWORK, GATED, engine).score(clips);
        assertThat(engine.tokens).isLessThan(2L * NETWORK.tokens() * 40 / 5);
        List<ScoredClip> exact = exact(clips);
        for (int i = 0; i < gated.size(); i++) {
            assertThat(gated.get(i).score())
                    .as("frame " + i)
                    .isCloseTo(exact.get(i).score(), within(0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.3, 0.4, 0.6, 0.75})
    void otherMaskRatiosAreScoredInWindowsToo(double maskRatio) {
        NetworkConfig network = new NetworkConfig(256, 160, 8, 16, 16, 1, 2, 4, 2, maskRatio);
        List<Clip> clips = clips(20, i -> new int[] {2 * i + 20, 40});
        try (ScoringEngine engine =
                ScoringEngines.open(network, Weights.initial(network, 5), EngineOptions.defaults())) {
            Counting counting = new Counting(engine);
            List<ScoredClip> gated = new GatedScorer(network, GATED, counting).score(clips);
            List<ScoredClip> exact = new ClipScorer(network, EXACT, engine).score(clips);

            long masks = TokenMask.fewestCovering(network);
            assertThat(counting.tokens).isLessThan(masks * network.tokens() * 20 / 2);
            for (int i = 0; i < gated.size(); i++) {
                assertThat(gated.get(i).score())
                        .as("frame " + i)
                        .isCloseTo(exact.get(i).score(), within(0.1));
            }
        }
    }

    @Test
    void whatIsPutDownIsLookedAtUntilItRestsAndRememberedThen() {
        IntFunction<int[]> putDown = i -> i < 12 ? null : new int[] {120, 80};
        Counting engine = new Counting(ENGINE);
        List<ScoredClip> gated = new GatedScorer(NETWORK, GATED, engine).score(clips(60, putDown));
        long afterRest = engine.tokens;
        List<ScoredClip> exact = exact(clips(60, putDown));
        assertThat(gated.get(59).score()).isCloseTo(exact.get(59).score(), within(0.02));
        assertThat(gated.get(59).score()).isNotCloseTo(gated.get(0).score(), within(1e-6));
        new GatedScorer(NETWORK, GATED, engine).score(clips(90, putDown));
        assertThat(engine.tokens).as("thirty frames more at rest cost nothing").isEqualTo(2 * afterRest);
    }

    @Test
    void groupingDoesNotMatter() {
        List<Clip> clips = clips(25, i -> new int[] {3 * i, 2 * i});
        List<ScoredClip> together = new GatedScorer(NETWORK, GATED, ENGINE).score(clips);
        GatedScorer one = new GatedScorer(NETWORK, GATED, ENGINE);
        for (int i = 0; i < clips.size(); i++) {
            ScoredClip alone = one.score(List.of(clips.get(i))).get(0);
            assertThat(alone.map().values())
                    .containsExactly(together.get(i).map().values());
        }
    }

    @Test
    void aSlowChangeOfLightIsSeen() {
        Counting engine = new Counting(ENGINE);
        List<Clip> clips = assembled(48, i -> brighter(scene(null), i / 3));
        List<ScoredClip> gated = new GatedScorer(NETWORK, GATED, engine).score(clips);
        assertThat(engine.tokens).isGreaterThan(3L * 2 * NETWORK.tokens());
        assertThat(gated.get(47).score()).isCloseTo(exact(clips).get(47).score(), within(0.05));
    }

    @Test
    void noiseHereAndThereWakesNobody() {
        Counting engine = new Counting(ENGINE);
        List<ScoredClip> gated = new GatedScorer(NETWORK, GATED, engine).score(assembled(30, this::oneRestlessPatch));
        assertThat(engine.tokens).isEqualTo(2L * NETWORK.tokens());
        assertThat(gated.get(29).score()).isEqualTo(gated.get(0).score());
    }

    /** Another patch in every picture, brighter by more than the tolerance, but by less than twice that. */
    private Image oneRestlessPatch(int number) {
        Image still = scene(null);
        Image noisy = brighter(still, 3);
        byte[] bgr = still.bgr().clone();
        int from = number % NETWORK.grid().columns() * NETWORK.patch() * 3;
        for (int y = 0; number > 6 && y < NETWORK.patch(); y++) {
            System.arraycopy(
                    noisy.bgr(), from + y * 3 * still.width(), bgr, from + y * 3 * still.width(), 3 * NETWORK.patch());
        }
        return new Image(still.width(), still.height(), bgr);
    }

    private static List<ScoredClip> exact(List<Clip> clips) {
        return new ClipScorer(NETWORK, EXACT, ENGINE).score(clips);
    }

    private static List<Clip> clips(int count, IntFunction<int[]> square) {
        return assembled(count, i -> scene(square.apply(i)));
    }

    private static List<Clip> assembled(int count, IntFunction<Image> scene) {
        ClipAssembler assembler = new ClipAssembler(NETWORK.frameWidth(), NETWORK.frameHeight());
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.addAll(assembler.push(new Frame(i, Duration.ofMillis(40L * i), scene.apply(i))));
        }
        clips.addAll(assembler.finish());
        return clips;
    }

    private static Image scene(@org.jspecify.annotations.Nullable int[] square) {
        byte[] bgr = new byte[NETWORK.frameWidth() * NETWORK.frameHeight() * 3];
        new Random(3).nextBytes(bgr);
        if (square != null) {
            for (int y = square[1]; y < Math.min(square[1] + 20, NETWORK.frameHeight()); y++) {
                for (int x = square[0]; x < Math.min(square[0] + 12, NETWORK.frameWidth()); x++) {
                    java.util.Arrays.fill(
                            bgr, (y * NETWORK.frameWidth() + x) * 3, (y * NETWORK.frameWidth() + x) * 3 + 3, (byte)
                                    250);
                }
            }
        }
        return new Image(NETWORK.frameWidth(), NETWORK.frameHeight(), bgr);
    }

    private static Image brighter(Image image, int levels) {
        byte[] bgr = image.bgr().clone();
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) Math.min(255, (bgr[i] & 0xff) + levels);
        }
        return new Image(image.width(), image.height(), bgr);
    }

    /** Counts the tokens that the network is shown. */
    private static final class Counting implements ScoringEngine {
        private final ScoringEngine engine;
        private final Counting root;
        private long tokens;

        Counting(ScoringEngine engine) {
            this.engine = engine;
            this.root = this;
        }

        private Counting(ScoringEngine engine, Counting root) {
            this.engine = engine;
            this.root = root;
        }

        @Override
        public String description() {
            return engine.description();
        }

        @Override
        public NetworkConfig network() {
            return engine.network();
        }

        @Override
        public ScoringEngine forFrame(int width, int height) {
            return new Counting(engine.forFrame(width, height), root);
        }

        @Override
        public ScoringEngine onCallingThread() {
            return new Counting(engine.onCallingThread(), root);
        }

        @Override
        public List<TokenErrors> score(List<Sample> samples) {
            samples.forEach(sample -> root.tokens += sample.mask().tokens());
            return engine.score(samples);
        }

        @Override
        public Prediction predict(Sample sample) {
            return engine.predict(sample);
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
