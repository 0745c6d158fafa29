package dev.vedette.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A textured square moves over a textured background. */
class DisplacementsTest {
    private static final int COLUMNS = 20;
    private static final int ROWS = 12;

    @ParameterizedTest(name = "{0}x{1}, {2} right and {3} down from picture to picture")
    @CsvSource({"160, 96, 0, 0", "160, 96, 5, 0", "160, 96, -9, 2", "320, 192, 14, -4", "640, 384, -32, 8"})
    void tellsHowFarTheSquareMoves(int width, int height, int dx, int dy) {
        Clip clip = clip(width, height, dx, dy);
        float[] lengths = Displacements.of(clip, COLUMNS, ROWS, everywhere());
        int middle = ROWS / 2 * COLUMNS + COLUMNS / 2;
        assertThat((double) lengths[middle]).isCloseTo(Math.hypot(dx, dy) / width, within(1.0 / 160));
        assertThat(lengths[0]).as("the background").isZero();
    }

    @Test
    void aPictureThatIsLessHighThanOneRowOfItsThumbnailIsMeasured() {
        Image flat = new Image(1000, 2, new byte[1000 * 2 * 3]);
        assertThat(Thumbnail.of(flat)).isNotNull();
    }

    @Test
    void whereNobodyAsksNothingIsLookedFor() {
        boolean[] wanted = new boolean[COLUMNS * ROWS];
        wanted[3] = true;
        float[] lengths = Displacements.of(clip(160, 96, 9, 0), COLUMNS, ROWS, wanted);
        for (int place = 0; place < lengths.length; place++) {
            assertThat(lengths[place] > 0 && !wanted[place]).isFalse();
        }
    }

    @Test
    void smallAndOddPicturesWork() {
        for (int size : new int[] {1, 7, 31, 161, 333}) {
            Clip clip = clip(size, size, 1, 0);
            assertThat(Displacements.of(clip, 1, 1, new boolean[] {true})).hasSize(1);
        }
    }

    @Test
    void aBlackoutIsNoMovement() {
        Image picture = picture(160, 96, 0, 0);
        Image black = Image.black(160, 96);
        Clip clip = new Clip(0, Duration.ZERO, black, black, black, black, black, black);
        assertThat(Displacements.of(clip, COLUMNS, ROWS, everywhere())).containsOnly(0f);
        Clip sudden = new Clip(0, Duration.ZERO, picture, picture, picture, picture, picture, black);
        assertThat(Displacements.of(sudden, COLUMNS, ROWS, everywhere())).containsOnly(0f);
    }

    private static boolean[] everywhere() {
        boolean[] all = new boolean[COLUMNS * ROWS];
        Arrays.fill(all, true);
        return all;
    }

    private static Clip clip(int width, int height, int dx, int dy) {
        List<Image> pictures = new ArrayList<>();
        for (int step = -1; step <= 1; step++) {
            pictures.add(picture(width, height, step * dx, step * dy));
        }
        return new Clip(
                0,
                Duration.ZERO,
                pictures.get(0),
                pictures.get(1),
                pictures.get(1),
                pictures.get(1),
                pictures.get(2),
                Image.black(width, height));
    }

    /** Noise, coarse enough to be seen in the thumbnail; a square of other noise in the middle, moved. */
    private static Image picture(int width, int height, int dx, int dy) {
        byte[] bgr = new byte[width * height * 3];
        int grain = Math.max(1, width / 80);
        int side = width / 4;
        int left = (width - side) / 2 + dx;
        int top = (height - side) / 2 + dy;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean inside = x >= left && x < left + side && y >= top && y < top + side;
                int value = inside ? noise((x - left) / grain, (y - top) / grain, 7) : noise(x / grain, y / grain, 3);
                Arrays.fill(bgr, (y * width + x) * 3, (y * width + x) * 3 + 3, (byte) value);
            }
        }
        return new Image(width, height, bgr);
    }

    private static int noise(int x, int y, int seed) {
        return new Random(31L * (31L * x + y) + seed).nextInt(256);
    }
}
