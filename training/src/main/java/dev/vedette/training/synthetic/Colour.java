package dev.vedette.training.synthetic;

import dev.vedette.frame.Greyscale;
import dev.vedette.frame.Image;

/** Whether footage has colour. */
final class Colour {
    private static final int SAMPLES = 997;
    private static final int TOLERANCE = 6;

    private Colour() {}

    /** Whether a picture has no colour, judged by a thousand of its pixels. */
    static boolean isGrey(Image image) {
        byte[] bgr = image.bgr();
        int step = Math.max(1, bgr.length / 3 / SAMPLES) * 3;
        for (int i = 0; i < bgr.length; i += step) {
            int blue = bgr[i] & 0xff;
            int green = bgr[i + 1] & 0xff;
            int red = bgr[i + 2] & 0xff;
            if (Math.max(blue, Math.max(green, red)) - Math.min(blue, Math.min(green, red)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    static byte[] grey(byte[] bgr) {
        return Greyscale.apply(new Image(bgr.length / 3, 1, bgr)).bgr();
    }
}
