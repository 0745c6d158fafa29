package dev.vedette.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A bright floor over which things pass from left to right. */
class FlickersTest {
    private static final int WIDTH = 180;
    private static final int HEIGHT = 60;
    private static final int SIDE = 12;
    private static final int COLUMNS = WIDTH / SIDE;
    private static final int ROWS = HEIGHT / SIDE;
    private static final int FLOOR = 170;

    @Test
    void whatStandsStillDoesNotFlicker() {
        assertThat(flicker(frames(frame -> 60, FlickersTest::lines))).containsOnly(0f);
    }

    @Test
    void fineThingsFlickerMoreThanCoarseOnesOfTheSameSpeed() {
        double fine = most(frames(frame -> 60 + 2 * frame, FlickersTest::lines));
        double coarse = most(frames(frame -> 60 + 2 * frame, FlickersTest::coat));
        assertThat(fine).isGreaterThan(2 * coarse);
    }

    @Test
    void fastThingsFlickerMoreThanSlowOnes() {
        double fast = most(frames(frame -> 40 + 6 * frame, FlickersTest::coat));
        double slow = most(frames(frame -> 60 + frame, FlickersTest::coat));
        assertThat(fast).isGreaterThan(2 * slow);
    }

    @Test
    void dimmerLightChangesLittle() {
        List<Image> day = frames(frame -> 60 + 2 * frame, FlickersTest::lines);
        List<Image> dusk = day.stream().map(FlickersTest::halved).toList();
        assertThat(most(dusk)).isCloseTo(most(day), within(0.2 * most(day)));
    }

    @Test
    void aSwitchOfLightIsNoFlicker() {
        List<Image> still = frames(frame -> 60, FlickersTest::coat);
        List<Image> switched =
                List.of(still.get(0), still.get(1), still.get(2), halved(still.get(3)), halved(still.get(4)));
        assertThat(most(switched)).isZero();
    }

    @Test
    void whereNothingCameBeforeThereIsNone() {
        List<Image> frames = frames(frame -> 60 + 2 * frame, FlickersTest::lines);
        ClipAssembler assembler = new ClipAssembler(WIDTH, HEIGHT);
        frames.subList(0, 3).forEach(picture -> assembler.push(new Frame(0, Duration.ZERO, picture)));
        Clip first = assembler.push(new Frame(3, Duration.ZERO, frames.get(3))).get(0);
        assertThat(Flickers.of(first, COLUMNS, ROWS, everywhere())).containsOnly(0f);
    }

    @Test
    void onlyPlacesThatAreAskedForAreLookedAt() {
        List<Image> frames = frames(frame -> 60 + 2 * frame, FlickersTest::lines);
        boolean[] wanted = new boolean[COLUMNS * ROWS];
        wanted[2 * COLUMNS + 5] = true;
        float[] some = Flickers.of(clip(frames), COLUMNS, ROWS, wanted);
        float[] all = flicker(frames);
        assertThat(some[2 * COLUMNS + 5]).isEqualTo(all[2 * COLUMNS + 5]).isPositive();
        some[2 * COLUMNS + 5] = 0;
        assertThat(some).containsOnly(0f);
    }

    private static double most(List<Image> frames) {
        float[] flicker = flicker(frames);
        return IntStream.range(0, flicker.length)
                .mapToDouble(i -> flicker[i])
                .max()
                .orElseThrow();
    }

    private static float[] flicker(List<Image> frames) {
        return Flickers.of(clip(frames), COLUMNS, ROWS, everywhere());
    }

    /** Of the third of five frames. */
    private static Clip clip(List<Image> frames) {
        Image now = frames.get(2);
        return new Clip(0, Duration.ZERO, now, frames.get(1), now, frames.get(3), now, now);
    }

    private static boolean[] everywhere() {
        boolean[] all = new boolean[COLUMNS * ROWS];
        Arrays.fill(all, true);
        return all;
    }

    @FunctionalInterface
    private interface Looks {
        /** Grey level in a thing's column. */
        int at(int column);
    }

    private static int lines(int column) {
        return column % 6 == 0 ? 60 : FLOOR;
    }

    private static int coat(int column) {
        return 60;
    }

    private static List<Image> frames(IntUnaryOperator left, Looks looks) {
        return IntStream.range(0, 5)
                .mapToObj(frame -> picture(left.applyAsInt(frame), looks))
                .toList();
    }

    private static Image picture(int left, Looks looks) {
        byte[] bgr = new byte[WIDTH * HEIGHT * 3];
        Random noise = new Random(3);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            boolean inside = y >= 12 && y < 48 && x >= left && x < left + 24;
            int value = (inside ? looks.at(x - left) : FLOOR) + noise.nextInt(5);
            Arrays.fill(bgr, 3 * i, 3 * i + 3, (byte) value);
        }
        return new Image(WIDTH, HEIGHT, bgr);
    }

    private static Image halved(Image image) {
        byte[] bgr = image.bgr().clone();
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) ((bgr[i] & 0xff) / 2);
        }
        return new Image(image.width(), image.height(), bgr);
    }
}
