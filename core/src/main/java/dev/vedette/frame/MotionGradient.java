package dev.vedette.frame;

/**
 * Where something moved: G<sub>t</sub> = |frame(t−1) − frame(t+1)|, channel by channel, 0..255. The caller replaces a
 * missing neighbour by frame t.
 */
public final class MotionGradient {
    private MotionGradient() {}

    /** The gradient between two pictures of the same size. */
    public static Image between(Image before, Image after) {
        Rows rows = rows(before, after);
        int stride = before.width() * 3;
        int[] row = PackedBytes.ints(stride);
        byte[] gradient = new byte[before.bgr().length];
        for (int y = 0; y < before.height(); y++) {
            rows.read(y, row);
            PackedBytes.store(row, gradient, y * stride, stride);
        }
        return new Image(before.width(), before.height(), gradient);
    }

    /** The gradient, row by row. */
    static Rows rows(Image before, Image after) {
        if (!before.sameSize(after)) {
            throw new IllegalArgumentException("pictures of different sizes: " + before.width() + "x" + before.height()
                    + " and " + after.width() + "x" + after.height());
        }
        Rows minuend = Rows.of(before);
        Rows subtrahend = Rows.of(after);
        int[] subtracted = PackedBytes.ints(before.width() * 3);
        return (y, target) -> {
            minuend.read(y, target);
            subtrahend.read(y, subtracted);
            PackedBytes.difference(target, subtracted);
        };
    }
}
