package dev.vedette.training.objects;

import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.Sprite;
import java.util.Arrays;

/**
 * Where a frame differs from its background. The largest difference of the three channels is blurred (1 2 1 both ways);
 * low = max(10, 4 · median over the frame), high = 2 · low. Set is what lies above low and near to something above
 * high: soft shadows reach low but not high, and so only their parts next to a thing remain. Opened and closed, so that
 * things are whole and specks are gone.
 *
 * @param mask the pixels that are set
 * @param difference [H·W], 0..255, before the blur
 * @param low threshold, in the same unit
 */
@SuppressWarnings("ArrayRecordComponent")
record Foreground(BinaryMask mask, int[] difference, int low) {
    private static final int LEAST = 10;
    private static final int OVER_NOISE = 4;
    private static final int HIGH_OVER_LOW = 2;
    /** Rows a pixel of cleaning radius is good for. */
    private static final int ROWS_A_PIXEL = 160;

    static Foreground of(Image frame, Image background) {
        int width = frame.width();
        int height = frame.height();
        int[] difference = difference(frame, background);
        int[] smooth = blurred(difference, width, height);
        int[] sorted = smooth.clone();
        Arrays.sort(sorted);
        int low = Math.max(LEAST * 16, OVER_NOISE * sorted[sorted.length / 2]);
        int radius = Math.max(1, height / ROWS_A_PIXEL);
        BinaryMask strong = above(smooth, HIGH_OVER_LOW * low, width).dilated(radius);
        BinaryMask mask = above(smooth, low, width).and(strong);
        return new Foreground(mask.opened(radius).closed(radius), difference, low / 16);
    }

    /**
     * A blob cut out of the frame, holes filled. It covers fully inside; in a band along its edge as much as the
     * picture differs from the background there, compared with the largest difference nearby, so that no background
     * comes along.
     */
    Sprite cut(Blob blob, Image frame) {
        int band = Math.max(1, mask.height() / ROWS_A_PIXEL) + 1;
        Sprite whole = blob.cutFrom(frame);
        byte[] alpha = whole.alpha();
        boolean[] covered = new boolean[alpha.length];
        for (int i = 0; i < covered.length; i++) {
            covered[i] = alpha[i] != 0;
        }
        BinaryMask inside = new BinaryMask(whole.width(), whole.height(), covered).shrunk(band);
        for (int i = 0; i < alpha.length; i++) {
            if (covered[i] && !inside.set()[i]) {
                alpha[i] = (byte) edgeAlpha(whole.x() + i % whole.width(), whole.y() + i / whole.width(), band);
            }
        }
        return whole;
    }

    private int edgeAlpha(int x, int y, int reach) {
        int largest = 0;
        for (int row = Math.max(0, y - reach); row <= Math.min(mask.height() - 1, y + reach); row++) {
            for (int column = Math.max(0, x - reach); column <= Math.min(mask.width() - 1, x + reach); column++) {
                largest = Math.max(largest, difference[row * mask.width() + column]);
            }
        }
        int nothing = low / 2;
        int all = Math.max(nothing + 1, largest / 2);
        int own = difference[y * mask.width() + x] - nothing;
        return Math.max(0, Math.min(255, own * 255 / (all - nothing)));
    }

    private static BinaryMask above(int[] values, int threshold, int width) {
        boolean[] set = new boolean[values.length];
        for (int i = 0; i < set.length; i++) {
            set[i] = values[i] > threshold;
        }
        return new BinaryMask(width, values.length / width, set);
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

    /** Times 16; edges repeated. */
    private static int[] blurred(int[] in, int width, int height) {
        int[] rows = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            int x = i % width;
            rows[i] = in[x > 0 ? i - 1 : i] + 2 * in[i] + in[x < width - 1 ? i + 1 : i];
        }
        int[] out = new int[in.length];
        for (int i = 0; i < in.length; i++) {
            int y = i / width;
            out[i] = rows[y > 0 ? i - width : i] + 2 * rows[i] + rows[y < height - 1 ? i + width : i];
        }
        return out;
    }
}
