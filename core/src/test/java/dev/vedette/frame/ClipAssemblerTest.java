package dev.vedette.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.golden.GoldenImages;
import dev.vedette.golden.NpyArray;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipAssemblerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 6, 13})
    void clipsEqualTheSamplesOfThePublishedProgram(int number) {
        List<Clip> clips = assemble(new ClipAssembler(64, 32), GoldenImages.images("data/test_frames_bgr"));

        Clip clip = clips.get(number - 1);
        assertThat(clip.images())
                .isEqualTo(
                        NpyArray.load("data/test_sample_" + number + "_img.npy").floats());
        assertThat(clip.gradients())
                .isEqualTo(NpyArray.load("data/test_sample_" + number + "_gradient.npy")
                        .floats());
    }

    @Test
    void missingNeighboursAreReplacedByTheFrameItself() {
        List<Clip> clips = assemble(new ClipAssembler(2, 2), counted(9));

        assertThat(clips).hasSize(9);
        assertThat(clips).extracting(Clip::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(clips).extracting(c -> c.past().at(0, 0, 0)).containsExactly(0, 1, 2, 0, 1, 2, 3, 4, 5);
        assertThat(clips).extracting(c -> c.before().at(0, 0, 0)).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(clips).extracting(c -> c.present().at(0, 0, 0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(clips).extracting(c -> c.after().at(0, 0, 0)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 8);
        assertThat(clips).extracting(c -> c.future().at(0, 0, 0)).containsExactly(3, 4, 5, 6, 7, 8, 6, 7, 8);
        assertThat(clips).extracting(c -> c.gradient().at(0, 0, 0)).containsExactly(1, 2, 2, 2, 2, 2, 2, 2, 1);
    }

    @Test
    void aClipComesOutThreeFramesLater() {
        ClipAssembler assembler = new ClipAssembler(2, 2);
        List<Integer> given = new ArrayList<>();
        for (Image image : counted(5)) {
            given.add(assembler.push(frame(given.size(), image)).size());
        }

        assertThat(given).containsExactly(0, 0, 0, 1, 1);
        assertThat(assembler.finish()).hasSize(3);
    }

    @Test
    void oneFrameIsAClipWithoutMotionAndNoFramesAreNoClips() {
        assertThat(new ClipAssembler(2, 2).finish()).isEmpty();

        List<Clip> clips = assemble(new ClipAssembler(2, 2), counted(1));

        assertThat(clips).hasSize(1);
        assertThat(clips.get(0).past()).isSameAs(clips.get(0).present());
        assertThat(clips.get(0).future()).isSameAs(clips.get(0).present());
        assertThat(clips.get(0).gradients()).containsOnly(0f);
    }

    @Test
    void theNextVideoStartsAfreshAndMayHaveAnotherSize() {
        ClipAssembler assembler = new ClipAssembler(4, 4);
        assemble(assembler, counted(5));

        List<Clip> second = assemble(assembler, List.of(Image.black(16, 8), Image.black(16, 8)));

        assertThat(second).hasSize(2);
        assertThat(second.get(0).past()).isSameAs(second.get(0).present());
    }

    @Test
    void aChangeOfSizeMidwayIsBadInput() {
        ClipAssembler assembler = new ClipAssembler(4, 4);
        assembler.push(frame(0, Image.black(8, 8)));

        assertThatThrownBy(() -> assembler.push(frame(1, Image.black(8, 6))))
                .isInstanceOfSatisfying(VedetteException.class, e -> assertThat(e.category())
                        .isEqualTo(VedetteException.Category.BAD_INPUT))
                .hasMessageContaining("8x8 to 8x6 at frame 1");
    }

    private static List<Clip> assemble(ClipAssembler assembler, List<Image> images) {
        List<Clip> clips = new ArrayList<>();
        int index = 0;
        for (Image image : images) {
            clips.addAll(assembler.push(frame(index++, image)));
        }
        clips.addAll(assembler.finish());
        return clips;
    }

    private static Frame frame(int index, Image image) {
        return new Frame(index, Duration.ofMillis(40L * index), image);
    }

    /** Pictures whose every value is their number. */
    private static List<Image> counted(int count) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bgr = new byte[4 * 4 * 3];
            java.util.Arrays.fill(bgr, (byte) i);
            images.add(new Image(4, 4, bgr));
        }
        return images;
    }
}
