package dev.vedette.training.synthetic;

import dev.vedette.frame.Image;

/** A sprite that is blended over frames. */
record Layer(Sprite sprite) {
    /** A layer with a soft edge, without colour if asked for. */
    static Layer of(Sprite sprite, boolean grey) {
        byte[] bgr = grey ? Colour.grey(sprite.bgr()) : sprite.bgr();
        return new Layer(new Sprite(sprite.x(), sprite.y(), sprite.width(), sprite.height(), bgr, SoftEdge.of(sprite)));
    }

    boolean isNothing() {
        for (byte a : sprite.alpha()) {
            if (a != 0) {
                return false;
            }
        }
        return true;
    }

    /** A new picture: the frame with the layer over it. */
    Image over(Image frame) {
        byte[] out = frame.bgr().clone();
        byte[] bgr = sprite.bgr();
        byte[] alpha = sprite.alpha();
        int left = Math.max(0, -sprite.x());
        int right = Math.min(sprite.width(), frame.width() - sprite.x());
        int bottom = Math.min(sprite.height(), frame.height() - sprite.y());
        for (int y = Math.max(0, -sprite.y()); y < bottom; y++) {
            int from = y * sprite.width() + left;
            int to = ((y + sprite.y()) * frame.width() + left + sprite.x()) * 3;
            for (int x = left; x < right; x++, from++, to += 3) {
                int a = alpha[from] & 0xff;
                if (a == 0) {
                    continue;
                }
                for (int c = 0; c < 3; c++) {
                    int mixed = a * (bgr[3 * from + c] & 0xff) + (255 - a) * (out[to + c] & 0xff);
                    out[to + c] = (byte) ((mixed + 127) / 255);
                }
            }
        }
        return new Image(frame.width(), frame.height(), out);
    }

    /** Adds the alpha of each pixel to that of a frame. */
    void addCover(int[] cover, int frameWidth) {
        int frameHeight = cover.length / frameWidth;
        int left = Math.max(0, -sprite.x());
        int right = Math.min(sprite.width(), frameWidth - sprite.x());
        int bottom = Math.min(sprite.height(), frameHeight - sprite.y());
        for (int y = Math.max(0, -sprite.y()); y < bottom; y++) {
            for (int x = left; x < right; x++) {
                cover[(y + sprite.y()) * frameWidth + x + sprite.x()] += sprite.alpha()[y * sprite.width() + x] & 0xff;
            }
        }
    }

    /** [H·W], 255 where the layer covers at least half of a pixel, else 0. */
    byte[] map(int frameWidth, int frameHeight) {
        int[] cover = new int[frameWidth * frameHeight];
        addCover(cover, frameWidth);
        byte[] map = new byte[cover.length];
        for (int i = 0; i < map.length; i++) {
            map[i] = (byte) (cover[i] >= 128 ? 255 : 0);
        }
        return map;
    }
}
