package dev.vedette.training.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.training.footage.FootageStore;
import dev.vedette.training.footage.Street;
import dev.vedette.training.objects.OwnObjects;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFactoryTest {
    @TempDir
    static Path folder;

    static FootageStore store;
    static OwnObjects own;

    @BeforeAll
    static void read() {
        store = Street.store(folder, 200);
        own = OwnObjects.cutFrom(store.footage(), 1);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void theAskedShareOfSamplesIsSynthetic() {
        SampleFactory factory = factory(new SampleShares(0.25, 0.5, 2, true));
        SplittableRandom random = new SplittableRandom(4);
        int synthetic = 0;
        for (int i = 0; i < 400; i++) {
            TrainingSample sample = factory.sample(random.nextInt(factory.size()), random);
            synthetic += sample.synthetic() ? 1 : 0;
            boolean marked = false;
            for (byte value : sample.anomalyMap()) {
                marked |= value != 0;
            }
            assertThat(marked).isEqualTo(sample.synthetic());
        }
        assertThat(synthetic).isBetween(70, 130);
    }

    @Test
    void withoutSharesSamplesAreTheClips() {
        SampleFactory factory = factory(new SampleShares(0, 0, 1, false));
        TrainingSample sample = factory.sample(17, new SplittableRandom(4));

        assertThat(sample.images()).isEqualTo(store.clip(17).images());
        assertThat(sample.gradients()).isEqualTo(store.clip(17).gradients());
        assertThat(sample.synthetic()).isFalse();
    }

    @Test
    void decoysAreShownAndAreTheTarget() {
        SampleFactory factory = factory(new SampleShares(0, 1, 1, false));
        SplittableRandom random = new SplittableRandom(4);
        int pasted = 0;
        for (int i = 0; i < 30; i++) {
            TrainingSample sample = factory.sample(40, random);
            assertThat(sample.target()).isSameAs(sample.shown().present());
            assertThat(sample.anomalyMap()).containsOnly(0);
            pasted += java.util.Arrays.equals(
                            sample.shown().present().bgr(),
                            store.clip(40).present().bgr())
                    ? 0
                    : 1;
        }
        assertThat(pasted).isGreaterThan(20);
    }

    @Test
    void theGradientShowsThePastedThingMove() {
        Clip clip = store.clip(60);
        byte[] bgr = new byte[12 * 12 * 3];
        byte[] alpha = new byte[12 * 12];
        java.util.Arrays.fill(alpha, (byte) 255);
        Sprite dark = new Sprite(70, 0, 12, 12, bgr, alpha);
        MovingObject moving = new MovingObject(dark.at(58, 0), dark, dark.at(82, 0));
        MovingObject still = new MovingObject(dark, dark, dark);

        byte[] movingGradient = new BlendPaster()
                .paste(clip, moving)
                .orElseThrow()
                .shown()
                .gradient()
                .bgr();
        byte[] stillGradient = new BlendPaster()
                .paste(clip, still)
                .orElseThrow()
                .shown()
                .gradient()
                .bgr();

        int edge = (6 * Street.WIDTH + 68) * 3;
        int middle = (6 * Street.WIDTH + 76) * 3;
        assertThat(movingGradient[edge] & 0xff).isGreaterThan(80);
        assertThat(stillGradient[edge] & 0xff).isLessThan(20);
        assertThat(stillGradient[middle] & 0xff).isZero();
    }

    @Test
    void aMirroredSampleMirroredAgainIsTheSame() {
        TrainingSample sample = SampleFactory.abnormal(
                        store.clip(30), own.changed(), new BlendPaster(), new SplittableRandom(9))
                .orElseThrow();
        TrainingSample twice = sample.mirrored().mirrored();

        assertThat(twice.images()).isEqualTo(sample.images());
        assertThat(twice.targets()).isEqualTo(sample.targets());
        assertThat(twice.gradients()).isEqualTo(sample.gradients());
        assertThat(sample.mirrored().images()).isNotEqualTo(sample.images());
        assertThat(sample.mirrored().images()[0]).isEqualTo(sample.images()[Street.WIDTH - 1]);
    }

    @Test
    void heldOutSamplesAreAlwaysTheSame() {
        HeldOutSamples one = new HeldOutSamples(store.footage(), own.changedOtherwise(), new BlendPaster(), 12, 5);
        HeldOutSamples two = new HeldOutSamples(store.footage(), own.changedOtherwise(), new BlendPaster(), 12, 5);

        assertThat(one.size()).isEqualTo(two.size()).isBetween(9, 12);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.pair(i).abnormal().images())
                    .isEqualTo(two.pair(i).abnormal().images());
            assertThat(one.pair(i).abnormal().synthetic()).isTrue();
            assertThat(one.pair(i).normal().synthetic()).isFalse();
            assertThat(one.pair(i).normal().target().bgr())
                    .isEqualTo(one.pair(i).abnormal().target().bgr());
        }
    }

    @Test
    void sharesThatCannotBeAreBadConfiguration() {
        assertThatThrownBy(() -> new SampleShares(1.2, 0, 1, false))
                .isInstanceOfSatisfying(VedetteException.class, e -> assertThat(e.category())
                        .isEqualTo(VedetteException.Category.BAD_CONFIGURATION))
                .hasMessageContaining("1.2");
    }

    private static SampleFactory factory(SampleShares shares) {
        return new SampleFactory(store.footage(), own.changed(), own.unchanged(), new BlendPaster(), shares);
    }
}
