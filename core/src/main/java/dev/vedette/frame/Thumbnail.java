package dev.vedette.frame;

import java.util.Arrays;

/**
 * A small grey copy of a picture, with a margin on all sides in which its edge goes on, so that what is looked for may begin outside.
 * Immutable.
 */
final class Thumbnail {
    /** Things that can be told apart at all can be told apart at this width, and every size of picture costs the same. */
    private static final int MOST_WIDTH = 160;

    /** Pixels on each side. */
    static final int MARGIN = 24;

    private static final int BLUE = 29;
    private static final int GREEN = 150;
    private static final int RED = 77;

    private final int width;
    private final int height;
    private final int[] values;

    private Thumbnail(int width, int height) {
        this.width = width;
        this.height = height;
        this.values = new int[(width + 2 * MARGIN) * (height + 2 * MARGIN)];
    }

    /** How many pixels of a picture so wide become one. */
    static int reduction(int width) {
        return (width + MOST_WIDTH - 1) / MOST_WIDTH;
    }

    static Thumbnail of(Image image) {
        int reduction = reduction(image.width());
        Thumbnail small =
                new Thumbnail(Math.max(1, image.width() / reduction), Math.max(1, image.height() / reduction));
        int[] sums = new int[small.width];
        for (int y = 0; y < small.height; y++) {
            Arrays.fill(sums, 0);
            for (int i = 0; i < reduction; i++) {
                // A picture may be less high than one row of it.
                int row = Math.min(image.height() - 1, y * reduction + i);
                for (int column = 0; column < reduction; column++) {
                    addGrey(image.bgr(), 3 * (row * image.width() + column), 3 * reduction, sums);
                }
            }
            int to = small.at(0, y);
            for (int x = 0; x < small.width; x++) {
                small.values[to + x] = sums[x] / (256 * reduction * reduction);
            }
            Arrays.fill(small.values, to - MARGIN, to, small.values[to]);
            int end = to + small.width;
            Arrays.fill(small.values, end, end + MARGIN, small.values[end - 1]);
        }
        for (int y = 1; y <= MARGIN; y++) {
            small.copyRow(0, -y);
            small.copyRow(small.height - 1, small.height - 1 + y);
        }
        return small;
    }

    /** Adds one pixel's brightness, 0..256·255, to each sum. */
    private static void addGrey(byte[] bgr, int from, int step, int[] sums) {
        for (int x = 0, i = from; x < sums.length; x++, i += step) {
            sums[x] += BLUE * (bgr[i] & 0xff) + GREEN * (bgr[i + 1] & 0xff) + RED * (bgr[i + 2] & 0xff);
        }
    }

    private void copyRow(int from, int to) {
        int stride = width + 2 * MARGIN;
        System.arraycopy(values, at(-MARGIN, from), values, at(-MARGIN, to), stride);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Place of a pixel in {@link #values}; coordinates may lie in the margin. */
    int at(int x, int y) {
        return (y + MARGIN) * (width + 2 * MARGIN) + x + MARGIN;
    }

    /** Grey levels 0..255; not to be written to. */
    int[] values() {
        return values;
    }
}
