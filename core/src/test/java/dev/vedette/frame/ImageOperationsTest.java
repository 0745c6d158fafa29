package dev.vedette.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.golden.GoldenImages;
import dev.vedette.golden.NpyArray;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageOperationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"avenue", "shanghai", "up", "half"})
    void resizesAsThePublishedProgram(String name) {
        Image in = GoldenImages.image("data/resize_" + name + "_in");
        Image expected = GoldenImages.image("data/resize_" + name + "_out");

        Image resized = BilinearResize.resize(in, expected.width(), expected.height());

        assertThat(resized.bgr()).isEqualTo(expected.bgr());
    }

    @Test
    void resizingToTheSameSizeKeepsThePicture() {
        Image in = GoldenImages.image("data/blur3_in");

        assertThat(BilinearResize.resize(in, in.width(), in.height())).isSameAs(in);
    }

    @Test
    void aUniformPictureStaysUniformAtAnySize() {
        Image grey = new Image(5, 3, new byte[] {
            77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77,
            77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77, 77
        });

        assertThat(BilinearResize.resize(grey, 17, 1).bgr()).containsOnly(77);
        assertThat(BilinearResize.resize(grey, 1, 19).bgr()).containsOnly(77);
    }

    @Test
    void blursAsThePublishedProgram() {
        Image blurred = GaussianBlur3.apply(GoldenImages.image("data/blur3_in"));

        assertThat(blurred.bgr()).isEqualTo(GoldenImages.image("data/blur3_out").bgr());
    }

    @Test
    void greysAsThePublishedProgram() {
        Image grey = Greyscale.apply(GoldenImages.image("data/blur3_in"));
        byte[] expected = NpyArray.load("data/gray_out.npy").bytes();

        for (int i = 0; i < expected.length; i++) {
            assertThat(grey.bgr()[3 * i]).isEqualTo(expected[i]);
            assertThat(grey.bgr()[3 * i + 1]).isEqualTo(expected[i]);
            assertThat(grey.bgr()[3 * i + 2]).isEqualTo(expected[i]);
        }
    }

    @Test
    void extractsMotionGradientsAsThePublishedProgram() {
        List<Image> frames = GoldenImages.images("data/test_frames_bgr");
        List<Image> expected = GoldenImages.images("data/test_gradients_bgr");

        for (int t = 0; t < frames.size(); t++) {
            Image before = frames.get(Math.max(0, t - 1));
            Image after = frames.get(Math.min(frames.size() - 1, t + 1));
            assertThat(MotionGradient.between(before, after).bgr())
                    .isEqualTo(expected.get(t).bgr());
        }
    }

    @Test
    void anOperationGivenTheWrongSizeSaysSo() {
        Image small = Image.black(4, 4);

        assertThatThrownBy(() -> new BilinearResize(8, 8, 2, 2).apply(small)).hasMessageContaining("8x8");
        assertThatThrownBy(() -> MotionGradient.between(small, Image.black(4, 5)))
                .hasMessageContaining("4x5");
    }
}
