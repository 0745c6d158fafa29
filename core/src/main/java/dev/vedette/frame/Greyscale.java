package dev.vedette.frame;

/**
 * Brightness 0.114·blue + 0.587·green + 0.299·red (ITU-R BT.601) in 15-bit fixed point, rounded half up, as OpenCV's
 * {@code COLOR_BGR2GRAY}.
 */
public final class Greyscale {
    private static final int BLUE = 3735;
    private static final int GREEN = 19235;
    private static final int RED = 9798;

    private Greyscale() {}

    /** Brightness 0..255 of one pixel whose channels are 0..255. */
    public static int of(int blue, int green, int red) {
        return (BLUE * blue + GREEN * green + RED * red + (1 << 14)) >> 15;
    }

    /** The picture with each of its three channels replaced by the brightness. */
    public static Image apply(Image image) {
        byte[] in = image.bgr();
        byte[] out = new byte[in.length];
        for (int i = 0; i < in.length; i += 3) {
            byte grey = (byte) of(in[i] & 0xff, in[i + 1] & 0xff, in[i + 2] & 0xff);
            out[i] = grey;
            out[i + 1] = grey;
            out[i + 2] = grey;
        }
        return new Image(image.width(), image.height(), out);
    }
}
