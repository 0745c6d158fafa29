package dev.vedette.frame;

/** Writes interleaved 8-bit pictures as planes of floats, [3, H, W] in the order blue, green, red: what networks take. */
public final class PlanarPixels {
    private static final float[] SCALED = new float[256];

    static {
        for (int value = 0; value < 256; value++) {
            SCALED[value] = scale(value);
        }
    }

    private PlanarPixels() {}

    /** (value − 127.5) / 127.5: 0..255 becomes −1..1. */
    public static float scale(int value) {
        return (value - 127.5f) / 127.5f;
    }

    /** Writes the picture scaled to −1..1 to {@code target[offset …]}. */
    public static void writeScaled(Image image, float[] target, int offset) {
        byte[] bgr = image.bgr();
        int plane = bgr.length / 3;
        for (int i = 0, p = offset; i < bgr.length; i += 3, p++) {
            target[p] = SCALED[bgr[i] & 0xff];
            target[p + plane] = SCALED[bgr[i + 1] & 0xff];
            target[p + 2 * plane] = SCALED[bgr[i + 2] & 0xff];
        }
    }

    /** Writes some pixels scaled to −1..1, the channels of each one after the other, see {@link Planes#read}. */
    static void readScaled(Image image, int pixel, int count, float[] target, int at, int apart) {
        byte[] bgr = image.bgr();
        int from = 3 * pixel;
        for (int i = 0, to = at; i < count; i++, from += 3, to += apart) {
            target[to] = SCALED[bgr[from] & 0xff];
            target[to + 1] = SCALED[bgr[from + 1] & 0xff];
            target[to + 2] = SCALED[bgr[from + 2] & 0xff];
        }
    }

    /** Writes the picture's values 0..255 to {@code target[offset …]}. */
    public static void write(Image image, float[] target, int offset) {
        byte[] bgr = image.bgr();
        int plane = bgr.length / 3;
        for (int i = 0, p = offset; i < bgr.length; i += 3, p++) {
            target[p] = bgr[i] & 0xff;
            target[p + plane] = bgr[i + 1] & 0xff;
            target[p + 2 * plane] = bgr[i + 2] & 0xff;
        }
    }
}
