package dev.vedette.training.objects;

import dev.vedette.frame.Greyscale;
import dev.vedette.frame.Image;
import dev.vedette.training.synthetic.Sprite;
import java.util.Arrays;

/** How bright a frame is around a sprite, and how bright the sprite should be there. */
final class Surroundings {
    private static final int DISTANCE = 2;
    /** Share of the way, in ratios, that a sprite's brightness goes towards that of its surroundings. */
    private static final double TOWARDS = 0.35;

    private static final double MOST_GAIN = 1.6;

    private Surroundings() {}

    /** Median brightness 0..255 on the box two pixels outside the sprite's; 128 where that lies outside the frame. */
    static double brightness(Image frame, Sprite sprite) {
        int left = sprite.x() - DISTANCE;
        int top = sprite.y() - DISTANCE;
        int right = sprite.x() + sprite.width() - 1 + DISTANCE;
        int bottom = sprite.y() + sprite.height() - 1 + DISTANCE;
        int[] values = new int[2 * (right - left + 1) + 2 * (bottom - top + 1)];
        int count = 0;
        for (int x = left; x <= right; x++) {
            count = add(values, count, frame, x, top);
            count = add(values, count, frame, x, bottom);
        }
        for (int y = top; y <= bottom; y++) {
            count = add(values, count, frame, left, y);
            count = add(values, count, frame, right, y);
        }
        Arrays.sort(values, 0, count);
        return count == 0 ? 128 : values[count / 2];
    }

    /** A sprite from elsewhere, made a little brighter or darker as the frame is around it. */
    static Sprite lit(Sprite sprite, Image frame) {
        double gain = Math.pow((brightness(frame, sprite) + 1) / (own(sprite) + 1), TOWARDS);
        return SpriteEdit.brighter(Math.max(1 / MOST_GAIN, Math.min(MOST_GAIN, gain)))
                .apply(sprite);
    }

    private static double own(Sprite sprite) {
        double sum = 0;
        double weight = 0;
        byte[] bgr = sprite.bgr();
        for (int i = 0; i < sprite.alpha().length; i++) {
            int alpha = sprite.alpha()[i] & 0xff;
            sum += alpha * Greyscale.of(bgr[3 * i] & 0xff, bgr[3 * i + 1] & 0xff, bgr[3 * i + 2] & 0xff);
            weight += alpha;
        }
        return weight == 0 ? 128 : sum / weight;
    }

    private static int add(int[] values, int count, Image frame, int x, int y) {
        if (x < 0 || y < 0 || x >= frame.width() || y >= frame.height()) {
            return count;
        }
        values[count] = Greyscale.of(frame.at(x, y, 0), frame.at(x, y, 1), frame.at(x, y, 2));
        return count + 1;
    }
}
