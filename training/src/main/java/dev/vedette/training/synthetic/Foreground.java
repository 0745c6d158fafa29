package dev.vedette.training.synthetic;

import dev.vedette.frame.Image;
import java.util.Arrays;

/**
 * Where a frame differs from its background: the largest difference of the three channels, averaged over 3×3 pixels, lies
 * above {@code max(11, 4 · median over the frame)}; closed and opened, so that things are whole and specks are gone.
 */
final class Foreground {
    private static final int LEAST = 11;
    private static final int OVER_NOISE = 4;
    /** Rows a pixel of cleaning radius is good for. */
    private static final int ROWS_A_PIXEL = 160;

    private Foreground() {}

    static BinaryMask of(Image frame, Image background) {
        int width = frame.width();
        int height = frame.height();
        int[] smooth = smoothed(difference(frame, background), width, height);
        int[] sorted = smooth.clone();
        Arrays.sort(sorted);
        int threshold = Math.max(LEAST * 9, OVER_NOISE * sorted[sorted.length / 2]);
        boolean[] set = new boolean[smooth.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = smooth[i] > threshold;
        }
        int radius = Math.max(1, height / ROWS_A_PIXEL);
        return new BinaryMask(width, height, set).opened(radius).closed(radius);
    }

    private static int[] difference(Image frame, Image background) {
        byte[] a = frame.bgr();
        byte[] b = background.bgr();
        int[] difference = new int[a.length / 3];
        for (int i = 0; i < difference.length; i++) {
            int blue = Math.abs((a[3 * i] & 0xff) - (b[3 * i] & 0xff));
            int green = Math.abs((a[3 * i + 1] & 0xff) - (b[3 * i + 1] & 0xff));
            int red = Math.abs((a[3 * i + 2] & 0xff) - (b[3 * i + 2] & 0xff));
            difference[i] = Math.max(blue, Math.max(green, red));
        }
        return difference;
    }

    /** Sums over 3×3 pixels, edges repeated. */
    private static int[] smoothed(int[] in, int width, int height) {
        int[] rows = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            int x = i % width;
            rows[i] = in[x > 0 ? i - 1 : i] + in[i] + in[x < width - 1 ? i + 1 : i];
        }
        int[] out = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            int y = i / width;
            out[i] = rows[y > 0 ? i - width : i] + rows[i] + rows[y < height - 1 ? i + width : i];
        }
        return out;
    }
}
