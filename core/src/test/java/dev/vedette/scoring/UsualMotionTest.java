package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScorePart.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** On the left of the picture things go fast, on the right slowly. */
class UsualMotionTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(160, 96, 8, 16, 16, 1, 2, 4, 2, 0.5);
    private static final int TOP = 40;
    private static final double FAST = 2;
    private static final double SLOW = 0.5;

    @Test
    void whatIsUsualDependsOnThePlace() {
        UsualMotion usual = usual();
        int row = 5 * NETWORK.grid().columns();
        double left = usual.displacement().mean().get(row + 3);
        double right = usual.displacement().mean().get(row + NETWORK.grid().columns() - 4);
        assertThat(left).isCloseTo(FAST * Clip.STRIDE / 160, within(0.01));
        assertThat(left).isGreaterThan(2 * right);
    }

    @Test
    void theSameSpeedIsUsualHereAndUnusualThere() {
        ScoringRule rule = rule().withUsual(usual());
        double here = score(rule, clips(20, i -> (int) (8 + FAST * i)));
        double there = score(rule, clips(20, i -> (int) (100 + FAST * i)));
        assertThat(there).isGreaterThan(2 * here);
    }

    @Test
    void nothingMakesUpForWhatIsAbnormalInOneRespect() {
        ScorePart motion = ScorePart.plain(Quantity.MOTION).centred(0.5, 0.1);
        ScorePart excess = new ScorePart(Quantity.MOTION, ScorePart.Tokens.ALL, 2, 0.5, 0.1, false, true);
        assertThat(motion.score(0.2)).isCloseTo(-3, within(1e-9));
        assertThat(excess.score(0.2)).isZero();
        assertThat(excess.score(0.7)).isCloseTo(4, within(1e-9));
        assertThat(excess.alone().score(0.2)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void whereNothingMovedNothingIsKnown() {
        UsualMotion.Observer observer = new UsualMotion.Observer(NETWORK);
        clips(10, i -> 30).forEach(observer::observe);
        assertThat(observer.usual()).isEqualTo(UsualMotion.UNKNOWN);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new Usual(List.of(1.0), List.of()))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("1 means and 0 deviations");
        assertThatThrownBy(() -> new Usual(List.of(1.0), List.of(0.0)))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("above 0");
    }

    private static ScoringRule rule() {
        return ScoringRule.motionOnly().withParts(List.of(ScorePart.plain(Quantity.DISPLACEMENT)));
    }

    private static double score(ScoringRule rule, List<Clip> clips) {
        return new ClipScorer(NETWORK, rule, null)
                .score(clips.subList(5, 15)).stream()
                        .mapToDouble(ScoredClip::score)
                        .average()
                        .orElseThrow();
    }

    private static UsualMotion usual() {
        UsualMotion.Observer observer = new UsualMotion.Observer(NETWORK);
        clips(24, i -> (int) (4 + FAST * i)).forEach(observer::observe);
        clips(60, i -> (int) (100 + SLOW * i)).forEach(observer::observe);
        return observer.usual();
    }

    @FunctionalInterface
    private interface Place {
        int of(int frame);
    }

    private static List<Clip> clips(int count, Place left) {
        ClipAssembler assembler = new ClipAssembler(NETWORK.frameWidth(), NETWORK.frameHeight());
        List<Clip> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clips.addAll(assembler.push(new Frame(i, Duration.ofMillis(40L * i), scene(left.of(i)))));
        }
        clips.addAll(assembler.finish());
        return clips;
    }

    private static Image scene(int left) {
        byte[] bgr = new byte[NETWORK.frameWidth() * NETWORK.frameHeight() * 3];
        Random random = new Random(4);
        for (int y = TOP; y < TOP + 20; y++) {
            for (int x = left; x < left + 16; x++) {
                int value = random.nextInt(256);
                for (int c = 0; c < 3 && x < NETWORK.frameWidth(); c++) {
                    bgr[(y * NETWORK.frameWidth() + x) * 3 + c] = (byte) value;
                }
            }
        }
        return new Image(NETWORK.frameWidth(), NETWORK.frameHeight(), bgr);
    }
}
