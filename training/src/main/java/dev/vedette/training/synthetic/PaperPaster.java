package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.frame.GaussianBlur3;
import dev.vedette.frame.Image;
import java.util.Optional;

/**
 * Pastes as the published program does, to the digit: the thing is turned grey and blurred 3×3, the frame is set to 0
 * where its mask is not 0, and both are added in 8 bits, which may wrap; the blur reaches one pixel past the mask. The
 * anomaly map is the mask. Things whose masks cover more than {@value #MOST_COVERED} pixels, counted once for each of
 * three channels, are not pasted. The motion gradient stays that of the clean frames.
 *
 * <p>Grey is {@code (9797·red + 19234·green + 3737·blue) >> 15}, rounded down: what libpng gives when it is asked to read a
 * colour picture as grey, which is how the objects were read.
 */
public final class PaperPaster implements Paster {
    private static final int MOST_COVERED = 5000;

    @Override
    public Optional<Pasted> paste(Clip clip, MovingObject object) {
        int width = clip.present().width();
        int height = clip.present().height();
        byte[] map = mask(object.present(), width, height);
        if (covered(map) > MOST_COVERED) {
            return Optional.empty();
        }
        Clip shown = new Clip(
                clip.index(),
                clip.time(),
                paste(clip.past(), object.past()),
                paste(clip.before(), object.before()),
                paste(clip.present(), object.present()),
                paste(clip.after(), object.after()),
                paste(clip.future(), object.future()),
                clip.gradient());
        return Optional.of(new Pasted(shown, map));
    }

    private static Image paste(Image frame, Sprite sprite) {
        int width = frame.width();
        int height = frame.height();
        byte[] mask = mask(sprite, width, height);
        byte[] thing = GaussianBlur3.apply(new Image(width, height, grey(sprite, width, height)))
                .bgr();
        byte[] clean = frame.bgr();
        byte[] out = new byte[clean.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) ((mask[i / 3] != 0 ? 0 : clean[i]) + thing[i]);
        }
        return new Image(width, height, out);
    }

    private static byte[] mask(Sprite sprite, int width, int height) {
        byte[] mask = new byte[width * height];
        forEachPixel(sprite, width, height, (from, to) -> mask[to] = sprite.alpha()[from]);
        return mask;
    }

    private static byte[] grey(Sprite sprite, int width, int height) {
        byte[] grey = new byte[width * height * 3];
        byte[] bgr = sprite.bgr();
        forEachPixel(sprite, width, height, (from, to) -> {
            int value = sprite.alpha()[from] == 0
                    ? 0
                    : (3737 * (bgr[3 * from] & 0xff)
                                    + 19234 * (bgr[3 * from + 1] & 0xff)
                                    + 9797 * (bgr[3 * from + 2] & 0xff))
                            >> 15;
            grey[3 * to] = (byte) value;
            grey[3 * to + 1] = (byte) value;
            grey[3 * to + 2] = (byte) value;
        });
        return grey;
    }

    private interface PixelPair {
        void visit(int inSprite, int inFrame);
    }

    private static void forEachPixel(Sprite sprite, int width, int height, PixelPair pair) {
        int left = Math.max(0, -sprite.x());
        int right = Math.min(sprite.width(), width - sprite.x());
        for (int y = Math.max(0, -sprite.y()); y < Math.min(sprite.height(), height - sprite.y()); y++) {
            for (int x = left; x < right; x++) {
                pair.visit(y * sprite.width() + x, (y + sprite.y()) * width + x + sprite.x());
            }
        }
    }

    private static double covered(byte[] map) {
        long sum = 0;
        for (byte value : map) {
            sum += value & 0xff;
        }
        return 3 * sum / 255.0;
    }
}
