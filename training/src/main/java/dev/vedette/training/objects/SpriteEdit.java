package dev.vedette.training.objects;

import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.Sprite;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Changes of a sprite's looks or outline; each gives a new sprite whose middle is where it was. */
final class SpriteEdit {
    private SpriteEdit() {}

    /** Left and right exchanged. */
    static Sprite mirrored(Sprite sprite) {
        return mapped(sprite, i -> i - i % sprite.width() + sprite.width() - 1 - i % sprite.width());
    }

    /** Upside down. */
    static Sprite overturned(Sprite sprite) {
        return mapped(sprite, i -> (sprite.height() - 1 - i / sprite.width()) * sprite.width() + i % sprite.width());
    }

    /** All values multiplied. */
    static UnaryOperator<Sprite> brighter(double gain) {
        return recoloured((value, channel) -> value * gain);
    }

    /** Dark becomes bright and bright dark. */
    static UnaryOperator<Sprite> inverted() {
        return recoloured((value, channel) -> 255 - value);
    }

    /** Contrast around middle grey multiplied and each channel shifted. */
    static UnaryOperator<Sprite> shifted(double contrast, double blue, double green, double red) {
        double[] shifts = {blue, green, red};
        return recoloured((value, channel) -> 128 + (value - 128) * contrast + shifts[channel]);
    }

    /**
     * The looks of something else in the same outline.
     *
     * @param texture at least one pixel; repeated where it is too small
     * @param strength 0 (as it was) to 1 (only the texture)
     */
    static UnaryOperator<Sprite> textured(Image texture, double strength) {
        return sprite -> {
            byte[] bgr = sprite.bgr().clone();
            for (int i = 0; i < bgr.length; i++) {
                int x = i / 3 % sprite.width() % texture.width();
                int y = i / 3 / sprite.width() % texture.height();
                double own = bgr[i] & 0xff;
                bgr[i] = (byte) Math.round(own + strength * (texture.at(x, y, i % 3) - own));
            }
            return new Sprite(sprite.x(), sprite.y(), sprite.width(), sprite.height(), bgr, sprite.alpha());
        };
    }

    /** What lies inside a box given by shares 0..1 of the sprite's width and height. */
    static UnaryOperator<Sprite> part(double left, double top, double right, double bottom) {
        return sprite -> {
            byte[] alpha = sprite.alpha().clone();
            for (int i = 0; i < alpha.length; i++) {
                int row = i / sprite.width();
                double x = (i % sprite.width() + 0.5) / sprite.width();
                double y = (row + 0.5) / sprite.height();
                if (x < left || x > right || y < top || y > bottom) {
                    alpha[i] = 0;
                }
            }
            return new Sprite(sprite.x(), sprite.y(), sprite.width(), sprite.height(), sprite.bgr(), alpha);
        };
    }

    /** Another sprite beside or behind it: the other's middle lies {@code dx}, {@code dy} from its own. */
    static UnaryOperator<Sprite> glued(Sprite other, int dx, int dy) {
        return sprite -> {
            int left = (sprite.width() - other.width()) / 2 + dx;
            int top = (sprite.height() - other.height()) / 2 + dy;
            // The same on both sides, so that the middle stays.
            int marginX = Math.max(0, Math.max(-left, left + other.width() - sprite.width()));
            int marginY = Math.max(0, Math.max(-top, top + other.height() - sprite.height()));
            int width = sprite.width() + 2 * marginX;
            int height = sprite.height() + 2 * marginY;
            byte[] bgr = new byte[width * height * 3];
            byte[] alpha = new byte[width * height];
            put(other, left + marginX, top + marginY, width, bgr, alpha);
            put(sprite, marginX, marginY, width, bgr, alpha);
            return new Sprite(sprite.x() - marginX, sprite.y() - marginY, width, height, bgr, alpha);
        };
    }

    private static void put(Sprite sprite, int left, int top, int width, byte[] bgr, byte[] alpha) {
        for (int i = 0; i < sprite.alpha().length; i++) {
            int to = (top + i / sprite.width()) * width + left + i % sprite.width();
            int a = sprite.alpha()[i] & 0xff;
            int under = alpha[to] & 0xff;
            int sum = a * 255 + under * (255 - a);
            for (int c = 0; c < 3 && sum > 0; c++) {
                int mixed = a * 255 * (sprite.bgr()[3 * i + c] & 0xff) + under * (255 - a) * (bgr[3 * to + c] & 0xff);
                bgr[3 * to + c] = (byte) (mixed / sum);
            }
            alpha[to] = (byte) (sum / 255);
        }
    }

    /** A random piece of a frame or, if asked for, random values in blocks of one to six pixels. */
    static Image texture(RandomGenerator random, Image frame, int width, int height, boolean blocks) {
        Image texture = Image.black(width, height);
        byte[] out = texture.bgr();
        if ((!blocks || random.nextBoolean()) && frame.width() > width && frame.height() > height) {
            int x = random.nextInt(frame.width() - width);
            int y = random.nextInt(frame.height() - height);
            for (int row = 0; row < height; row++) {
                System.arraycopy(frame.bgr(), ((y + row) * frame.width() + x) * 3, out, row * width * 3, width * 3);
            }
            return texture;
        }
        int block = random.nextInt(1, 7);
        for (int row = 0; row < height; row += block) {
            for (int column = 0; column < width; column += block) {
                int colour = random.nextInt(1 << 24);
                for (int i = 0; i < block * block; i++) {
                    int y = row + i / block;
                    int x = column + i % block;
                    for (int c = 0; c < 3 && y < height && x < width; c++) {
                        out[(y * width + x) * 3 + c] = (byte) (colour >> (8 * c));
                    }
                }
            }
        }
        return texture;
    }

    private interface Recolour {
        double value(int value, int channel);
    }

    private static UnaryOperator<Sprite> recoloured(Recolour recolour) {
        return sprite -> {
            byte[] bgr = sprite.bgr().clone();
            for (int i = 0; i < bgr.length; i++) {
                double value = recolour.value(bgr[i] & 0xff, i % 3);
                bgr[i] = (byte) Math.round(Math.max(0, Math.min(255, value)));
            }
            return new Sprite(sprite.x(), sprite.y(), sprite.width(), sprite.height(), bgr, sprite.alpha());
        };
    }

    private interface PixelMap {
        int source(int target);
    }

    private static Sprite mapped(Sprite sprite, PixelMap map) {
        byte[] bgr = new byte[sprite.bgr().length];
        byte[] alpha = new byte[sprite.alpha().length];
        for (int i = 0; i < alpha.length; i++) {
            int from = map.source(i);
            alpha[i] = sprite.alpha()[from];
            System.arraycopy(sprite.bgr(), 3 * from, bgr, 3 * i, 3);
        }
        return new Sprite(sprite.x(), sprite.y(), sprite.width(), sprite.height(), bgr, alpha);
    }
}
