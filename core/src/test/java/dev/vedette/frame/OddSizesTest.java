package dev.vedette.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Rows are worked on four bytes at a time: sizes that do not divide by four, against the formulas taken value by value. */
class OddSizesTest {
    private static final int LARGEST = 24;

    @RepeatedTest(100)
    void resizesByTheFormula(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        Image in = image(random, size(random), size(random));
        // Every third time a side keeps its length, which is a case of its own.
        int width = random.nextInt(3) == 0 ? in.width() : size(random);
        int height = random.nextInt(3) == 0 ? in.height() : size(random);

        Image out = BilinearResize.resize(in, width, height);

        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(out.at(x, y, channel)).isEqualTo(interpolated(in, out, x, y, channel));
                }
            }
        }
    }

    @RepeatedTest(20)
    void theGradientAtAnotherSizeIsTheGradientResized(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        Image before = image(random, size(random), size(random));
        Image after = image(random, before.width(), before.height());
        Image whole = MotionGradient.between(before, after);
        BilinearResize resize = new BilinearResize(before.width(), before.height(), size(random), size(random));

        for (int i = 0; i < whole.bgr().length; i++) {
            assertThat(whole.bgr()[i] & 0xff).isEqualTo(Math.abs((before.bgr()[i] & 0xff) - (after.bgr()[i] & 0xff)));
        }
        assertThat(resize.gradient(before, after).bgr())
                .isEqualTo(resize.apply(whole).bgr());
    }

    @RepeatedTest(20)
    void sumsBlocks(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        Image a = image(random, size(random), size(random));
        Image b = image(random, a.width(), a.height());
        int blockWidth = 1 + random.nextInt(a.width());
        int blockHeight = 1 + random.nextInt(a.height());
        int columns = a.width() / blockWidth;
        int[] sums = new int[a.height() / blockHeight * columns];
        int[] differences = new int[sums.length];
        for (int y = 0; y < a.height() / blockHeight * blockHeight; y++) {
            for (int x = 0; x < columns * blockWidth; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int block = y / blockHeight * columns + x / blockWidth;
                    sums[block] += a.at(x, y, channel);
                    differences[block] += Math.abs(a.at(x, y, channel) - b.at(x, y, channel));
                }
            }
        }

        assertThat(BlockSums.of(a, blockWidth, blockHeight)).isEqualTo(sums);
        assertThat(BlockSums.ofDifference(a, b, blockWidth, blockHeight)).isEqualTo(differences);
    }

    private static int interpolated(Image in, Image out, int x, int y, int channel) {
        float down = (float) ((y + 0.5) * (1 / ((double) out.height() / in.height())) - 0.5);
        int row = (int) Math.floor(down);
        int upper = horizontally(in, out, x, row, channel) >> 4;
        int lower = horizontally(in, out, x, row + 1, channel) >> 4;
        int b0 = (int) Math.rint((1f - (down - row)) * 2048);
        int b1 = (int) Math.rint((down - row) * 2048);
        return ((b0 * upper >> 16) + (b1 * lower >> 16) + 2) >> 2;
    }

    private static int horizontally(Image in, Image out, int x, int row, int channel) {
        int y = Math.max(0, Math.min(in.height() - 1, row));
        float along = (float) ((x + 0.5) * (1 / ((double) out.width() / in.width())) - 0.5);
        float inside = Math.max(0, Math.min(in.width() - 1, along));
        int left = (int) inside;
        int a0 = (int) Math.rint((1f - (inside - left)) * 2048);
        int a1 = (int) Math.rint((inside - left) * 2048);
        return a0 * in.at(left, y, channel) + a1 * in.at(Math.min(in.width() - 1, left + 1), y, channel);
    }

    private static int size(Random random) {
        return 1 + random.nextInt(LARGEST);
    }

    private static Image image(Random random, int width, int height) {
        byte[] bgr = new byte[width * height * 3];
        random.nextBytes(bgr);
        return new Image(width, height, bgr);
    }
}
