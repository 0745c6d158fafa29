package dev.vedette.training.synthetic;

import dev.vedette.frame.Image;

/** A sprite that is blended over frames. */
record Layer(Sprite sprite) {
    /** A layer with a soft edge, without colour if asked for. */
    static Layer of(Sprite sprite, boolean grey) {
        byte[] bgr = grey ? Colour.grey(sprite.bgr()) : sprite.bgr();
        return new Layer(new Sprite(sprite.x(), sprite.y(), sprite.width(), sprite.height(), bgr, SoftEdge.of(sprite)));
    }

    /** A new picture: the frame with the layer over it. */
    Image over(Image frame) {
        byte[] out = frame.bgr().clone();
        int left = Math.max(0, -sprite.x());
        int right = Math.min(sprite.width(), frame.width() - sprite.x());
        int bottom = Math.min(sprite.height(), frame.height() - sprite.y());
        for (int y = Math.max(0, -sprite.y()); y < bottom; y++) {
            int from = y * sprite.width() + left;
            int to = ((y + sprite.y()) * frame.width() + left + sprite.x()) * 3;
            for (int x = left; x < right; x++, from++, to += 3) {
                int alpha = sprite.alpha()[from] & 0xff;
                for (int c = 0; c < 3 && alpha > 0; c++) {
                    out[to + c] = (byte) mix(alpha, from, c, out[to + c] & 0xff);
                }
            }
        }
        return new Image(frame.width(), frame.height(), out);
    }

    /** How much of a frame's pixel it covers, 0..255. */
    int alphaAt(int frameX, int frameY) {
        int x = frameX - sprite.x();
        int y = frameY - sprite.y();
        boolean inside = x >= 0 && y >= 0 && x < sprite.width() && y < sprite.height();
        return inside ? sprite.alpha()[y * sprite.width() + x] & 0xff : 0;
    }

    /** Value of a channel when the layer lies over a frame whose value there is {@code clean}. */
    int mixedAt(int frameX, int frameY, int channel, int clean) {
        int alpha = alphaAt(frameX, frameY);
        return alpha == 0
                ? clean
                : mix(alpha, (frameY - sprite.y()) * sprite.width() + frameX - sprite.x(), channel, clean);
    }

    private int mix(int alpha, int pixel, int channel, int clean) {
        return (alpha * (sprite.bgr()[3 * pixel + channel] & 0xff) + (255 - alpha) * clean + 127) / 255;
    }

    /** [H·W], 255 where the layer covers at least half of a pixel, else 0. */
    byte[] map(int frameWidth, int frameHeight) {
        byte[] map = new byte[frameWidth * frameHeight];
        int right = Math.min(sprite.width(), frameWidth - sprite.x());
        int bottom = Math.min(sprite.height(), frameHeight - sprite.y());
        for (int y = Math.max(0, -sprite.y()); y < bottom; y++) {
            for (int x = Math.max(0, -sprite.x()); x < right; x++) {
                boolean half = (sprite.alpha()[y * sprite.width() + x] & 0x80) != 0;
                map[(y + sprite.y()) * frameWidth + x + sprite.x()] = (byte) (half ? 255 : 0);
            }
        }
        return map;
    }
}
