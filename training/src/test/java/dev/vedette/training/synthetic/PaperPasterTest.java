package dev.vedette.training.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.BilinearResize;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.golden.GoldenImages;
import dev.vedette.golden.NpyArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaperPasterTest {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 32;

    private final List<Image> frames = GoldenImages.images("data/train_frames_bgr");
    private final List<Image> objects = GoldenImages.images("data/paste_objects_bgr");
    private final List<Image> masks = GoldenImages.images("data/paste_object_masks_bgr");
    private final PaperPaster paster = new PaperPaster();

    @Test
    void pastesAsThePublishedProgram() {
        List<Image> expected = GoldenImages.images("data/paste_result_bgr");
        for (int t = 0; t < frames.size(); t++) {
            Image frame = BilinearResize.resize(frames.get(t), WIDTH, HEIGHT);
            Clip clip = new Clip(t, Duration.ZERO, frame, frame, frame, frame, frame, Image.black(WIDTH, HEIGHT));
            Sprite sprite = sprite(t);

            Paster.Pasted pasted =
                    paster.paste(clip, new MovingObject(sprite, sprite, sprite)).orElseThrow();

            assertThat(pasted.shown().present().bgr()).isEqualTo(expected.get(t).bgr());
            assertThat(pasted.shown().past().bgr()).isEqualTo(expected.get(t).bgr());
            assertThat(pasted.shown().future().bgr()).isEqualTo(expected.get(t).bgr());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 13})
    void abnormalSamplesEqualThePublishedProgram(int number) {
        Clip clip = clips().get(number - 1);
        int t = number - 1;
        MovingObject object = new MovingObject(
                sprite(t - Clip.STRIDE < 0 ? t : t - Clip.STRIDE),
                sprite(t),
                sprite(t + Clip.STRIDE < frames.size() ? t + Clip.STRIDE : t));

        TrainingSample sample = SampleFactory.abnormal(
                        clip, (random, into) -> Optional.of(object), paster, new Random(1))
                .orElseThrow();

        String golden = "data/train_abnormal_sample_" + number;
        assertThat(sample.images()).isEqualTo(NpyArray.load(golden + "_img.npy").floats());
        assertThat(sample.targets())
                .isEqualTo(NpyArray.load(golden + "_target.npy").floats());
        assertThat(sample.gradients())
                .isEqualTo(NpyArray.load(golden + "_gradient.npy").floats());
        assertThat(sample.synthetic()).isTrue();
    }

    @Test
    void largeObjectsAreSkipped() {
        Clip clip = clips().get(5);
        byte[] opaque = new byte[60 * 28];
        Arrays.fill(opaque, (byte) 255);
        Sprite large = new Sprite(2, 2, 60, 28, new byte[60 * 28 * 3], opaque);

        assertThat(paster.paste(clip, new MovingObject(large, large, large))).isEmpty();
    }

    private Sprite sprite(int t) {
        byte[] alpha = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = masks.get(t).bgr()[3 * i];
        }
        return new Sprite(0, 0, WIDTH, HEIGHT, objects.get(t).bgr(), alpha);
    }

    private List<Clip> clips() {
        ClipAssembler assembler = new ClipAssembler(WIDTH, HEIGHT);
        List<Clip> clips = new ArrayList<>();
        for (int t = 0; t < frames.size(); t++) {
            clips.addAll(assembler.push(new Frame(t, Duration.ofMillis(t), frames.get(t))));
        }
        clips.addAll(assembler.finish());
        return clips;
    }
}
