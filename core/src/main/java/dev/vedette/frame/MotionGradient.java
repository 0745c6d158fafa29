package dev.vedette.frame;

/**
 * Where something moved: G<sub>t</sub> = |frame(t−1) − frame(t+1)|, channel by channel, 0..255. The caller replaces a
 * missing neighbour by frame t.
 */
public final class MotionGradient {
    private MotionGradient() {}

    /** The gradient between two pictures of the same size. */
    public static Image between(Image before, Image after) {
        if (!before.sameSize(after)) {
            throw new IllegalArgumentException("pictures of different sizes: " + before.width() + "x" + before.height()
                    + " and " + after.width() + "x" + after.height());
        }
        byte[] a = before.bgr();
        byte[] b = after.bgr();
        byte[] gradient = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            gradient[i] = (byte) Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return new Image(before.width(), before.height(), gradient);
    }
}
