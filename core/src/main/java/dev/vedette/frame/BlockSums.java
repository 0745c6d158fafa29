package dev.vedette.frame;

import java.util.Arrays;

/** Sums of a picture's values 0..255, all channels together, over the blocks that it divides into. */
public final class BlockSums {
    /** Larger blocks do not fit sums of 16 bits. */
    private static final int MOST_HEIGHT = 257;

    private BlockSums() {}

    /**
     * Row by row, those blocks that lie inside as a whole.
     *
     * @param blockHeight at most 257
     */
    public static int[] of(Image image, int blockWidth, int blockHeight) {
        return sums(Rows.of(image), image, blockWidth, blockHeight);
    }

    /** The same of the absolute differences between two pictures. */
    public static int[] ofDifference(Image a, Image b, int blockWidth, int blockHeight) {
        return sums(MotionGradient.rows(a, b), a, blockWidth, blockHeight);
    }

    private static int[] sums(Rows rows, Image size, int blockWidth, int blockHeight) {
        if (blockWidth < 1 || blockHeight < 1 || blockHeight > MOST_HEIGHT) {
            throw new IllegalArgumentException("blocks of " + blockWidth + "x" + blockHeight);
        }
        int columns = size.width() / blockWidth;
        int[] sums = new int[size.height() / blockHeight * columns];
        int[] row = PackedBytes.ints(size.width() * 3);
        int[] even = new int[row.length];
        int[] odd = new int[row.length];
        int[] before = new int[4 * row.length + 1];
        for (int block = 0, y = 0; block < sums.length; block += columns) {
            Arrays.fill(even, 0);
            Arrays.fill(odd, 0);
            for (int end = y + blockHeight; y < end; y++) {
                rows.read(y, row);
                PackedBytes.addTo(even, odd, row);
            }
            addUp(even, odd, before);
            for (int column = 0; column < columns; column++) {
                int from = column * blockWidth * 3;
                sums[block + column] = before[from + blockWidth * 3] - before[from];
            }
        }
        return sums;
    }

    /** The sum of all columns before each, of sums of 16 bits at even and odd places. */
    private static void addUp(int[] even, int[] odd, int[] before) {
        int sum = 0;
        for (int i = 0; i < even.length; i++) {
            before[4 * i + 1] = sum += even[i] & 0xffff;
            before[4 * i + 2] = sum += odd[i] & 0xffff;
            before[4 * i + 3] = sum += even[i] >>> 16;
            before[4 * i + 4] = sum += odd[i] >>> 16;
        }
    }
}
