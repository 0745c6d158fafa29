package dev.vedette.frame;

import java.util.Arrays;

/**
 * Resizes 8-bit pictures as OpenCV does with {@code INTER_LINEAR}, to the digit: half-pixel centres, no anti-aliasing,
 * edge pixels repeated, coefficients rounded to 11 bits,
 *
 * <pre>out = (((b0 · (h0 &gt;&gt; 4)) &gt;&gt; 16) + ((b1 · (h1 &gt;&gt; 4)) &gt;&gt; 16) + 2) &gt;&gt; 2,   h = a0 · left + a1 · right</pre>
 *
 * where h0 and h1 are two neighbouring input rows that were interpolated horizontally. (Where both sides are halved exactly, that is
 * the mean of each 2×2 square.) Weights exchanged with other programs were learnt on pictures resized in this way. Immutable and safe
 * for use by many threads.
 */
public final class BilinearResize {
    private static final int COEFFICIENT_ONE = 1 << 11;

    private final int inputWidth;
    private final int inputHeight;
    private final int width;
    private final int height;
    private final Axis columns;
    private final Axis rows;

    /** For pictures of {@code inputWidth × inputHeight}, which become {@code width × height}; all at least 1. */
    public BilinearResize(int inputWidth, int inputHeight, int width, int height) {
        this.inputWidth = inputWidth;
        this.inputHeight = inputHeight;
        this.width = width;
        this.height = height;
        columns = Axis.of(inputWidth, width, true);
        rows = Axis.of(inputHeight, height, false);
    }

    /** {@code image} at another size, once. */
    public static Image resize(Image image, int width, int height) {
        return new BilinearResize(image.width(), image.height(), width, height).apply(image);
    }

    /** The picture at the new size; the same picture when the size is the same. */
    public Image apply(Image image) {
        check(image);
        return isSameSize() ? image : new Image(width, height, interpolate(Rows.of(image)));
    }

    /** The {@link MotionGradient} between two pictures at the new size. */
    public Image gradient(Image before, Image after) {
        check(before);
        return isSameSize()
                ? MotionGradient.between(before, after)
                : new Image(width, height, interpolate(MotionGradient.rows(before, after)));
    }

    private void check(Image image) {
        if (image.width() != inputWidth || image.height() != inputHeight) {
            throw new IllegalArgumentException("a resize from " + inputWidth + "x" + inputHeight + " was given "
                    + image.width() + "x" + image.height());
        }
    }

    private boolean isSameSize() {
        return inputWidth == width && inputHeight == height;
    }

    private byte[] interpolate(Rows in) {
        Columns along = inputWidth == width
                ? new Columns.Kept(width)
                : new Columns.Resized(inputWidth, columns.first, columns.weight0, columns.weight1);
        int[][] upper = along.newLanes();
        int[][] lower = along.newLanes();
        int[] blended = along.newPacked();
        int[] row = PackedBytes.ints(3 * inputWidth);
        byte[] out = new byte[width * height * 3];
        int upperRow = -1;
        int lowerRow = -1;
        for (int y = 0; y < height; y++) {
            int first = clampRow(rows.first[y]);
            int second = clampRow(rows.first[y] + 1);
            if (first == lowerRow) {
                int[][] swap = upper;
                upper = lower;
                lower = swap;
                lowerRow = upperRow;
                upperRow = first;
            }
            if (first != upperRow) {
                in.read(first, row);
                along.interpolate(row, upper);
                upperRow = first;
            }
            if (second != lowerRow) {
                in.read(second, row);
                along.interpolate(row, lower);
                lowerRow = second;
            }
            Arrays.fill(blended, 0);
            for (int lane = 0; lane < upper.length; lane++) {
                blend(upper[lane], lower[lane], rows.weight0[y], rows.weight1[y], 8 * lane, blended);
            }
            along.write(blended, out, y * width * 3);
        }
        return out;
    }

    private static void blend(int[] upper, int[] lower, int b0, int b1, int shift, int[] target) {
        for (int i = 0; i < target.length; i++) {
            target[i] |= (((b0 * (upper[i] >> 4)) >> 16) + ((b1 * (lower[i] >> 4)) >> 16) + 2) >> 2 << shift;
        }
    }

    private int clampRow(int row) {
        return Math.max(0, Math.min(inputHeight - 1, row));
    }

    /** For each output position: the first of two neighbouring input positions and the weights of both. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Axis(int[] first, int[] weight0, int[] weight1) {
        /** Weights outside the picture move to the edge for columns; rows keep theirs and are repeated instead. */
        static Axis of(int input, int output, boolean clamp) {
            double scale = 1.0 / ((double) output / input);
            Axis axis = new Axis(new int[output], new int[output], new int[output]);
            for (int i = 0; i < output; i++) {
                float position = (float) ((i + 0.5) * scale - 0.5);
                int first = (int) Math.floor(position);
                float fraction = position - first;
                if (clamp && (first < 0 || first >= input - 1)) {
                    first = first < 0 ? 0 : input - 1;
                    fraction = 0;
                }
                axis.first[i] = first;
                axis.weight0[i] = (int) Math.rint((1f - fraction) * COEFFICIENT_ONE);
                axis.weight1[i] = (int) Math.rint(fraction * COEFFICIENT_ONE);
            }
            return axis;
        }
    }
}
