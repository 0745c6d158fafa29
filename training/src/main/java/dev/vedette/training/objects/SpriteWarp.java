package dev.vedette.training.objects;

import dev.vedette.training.synthetic.Sprite;
import java.util.Arrays;

/**
 * Scales and turns a sprite and puts its centre at a place between pixels. Catmull-Rom interpolation of colours
 * weighted by alpha, which keeps edges as sharp as those of things that were not pasted; the mean of several samples a
 * pixel where the sprite shrinks.
 *
 * @param scaleX factor along the sprite's rows, greater than 0
 * @param scaleY factor along the sprite's columns, greater than 0
 * @param angle in radians, clockwise
 */
record SpriteWarp(double scaleX, double scaleY, double angle) {
    static final SpriteWarp NONE = new SpriteWarp(1, 1, 0);
    private static final int MOST_SAMPLES = 6;

    Sprite apply(Sprite sprite, double centreX, double centreY) {
        if (equals(NONE)) {
            return sprite.at((int) Math.round(centreX - sprite.width() / 2.0), (int)
                    Math.round(centreY - sprite.height() / 2.0));
        }
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double halfWidth = (Math.abs(cos) * scaleX * sprite.width() + Math.abs(sin) * scaleY * sprite.height()) / 2;
        double halfHeight = (Math.abs(sin) * scaleX * sprite.width() + Math.abs(cos) * scaleY * sprite.height()) / 2;
        int left = (int) Math.floor(centreX - halfWidth);
        int top = (int) Math.floor(centreY - halfHeight);
        int width = Math.max(1, (int) Math.ceil(centreX + halfWidth) - left);
        int height = Math.max(1, (int) Math.ceil(centreY + halfHeight) - top);
        byte[] bgr = new byte[width * height * 3];
        byte[] alpha = new byte[width * height];
        int samples = (int) Math.max(1, Math.min(MOST_SAMPLES, Math.round(1 / Math.min(scaleX, scaleY))));
        Sampler sampler = new Sampler(sprite);
        for (int i = 0; i < alpha.length; i++) {
            Arrays.fill(sampler.sum, 0);
            for (int s = 0; s < samples * samples; s++) {
                int row = s / samples;
                double dx = left + i % width + (s % samples + 0.5) / samples - centreX;
                double dy = top + i / width + (row + 0.5) / samples - centreY;
                double x = (cos * dx + sin * dy) / scaleX + sprite.width() / 2.0 - 0.5;
                double y = (cos * dy - sin * dx) / scaleY + sprite.height() / 2.0 - 0.5;
                sampler.add(x, y);
            }
            double opacity = sampler.sum[3];
            if (opacity > 0) {
                for (int c = 0; c < 3; c++) {
                    bgr[3 * i + c] = toByte(sampler.sum[c] / opacity);
                }
                alpha[i] = toByte(opacity / (samples * samples));
            }
        }
        return new Sprite(left, top, width, height, bgr, alpha);
    }

    private static byte toByte(double value) {
        return (byte) Math.round(Math.max(0, Math.min(255, value)));
    }

    /** Sums colours times alpha, and alpha, at places between pixels. */
    private static final class Sampler {
        private final Sprite sprite;
        private final double[] weightsX = new double[4];
        private final double[] weightsY = new double[4];
        final double[] sum = new double[4];

        Sampler(Sprite sprite) {
            this.sprite = sprite;
        }

        void add(double x, double y) {
            int x0 = (int) Math.floor(x) - 1;
            int y0 = (int) Math.floor(y) - 1;
            if (x0 >= sprite.width() || y0 >= sprite.height() || x0 <= -4 || y0 <= -4) {
                return;
            }
            weigh(x - x0 - 1, weightsX);
            weigh(y - y0 - 1, weightsY);
            for (int j = Math.max(0, -y0); j < Math.min(4, sprite.height() - y0); j++) {
                for (int i = Math.max(0, -x0); i < Math.min(4, sprite.width() - x0); i++) {
                    int at = (y0 + j) * sprite.width() + x0 + i;
                    double weight = weightsX[i] * weightsY[j] * (sprite.alpha()[at] & 0xff);
                    sum[0] += weight * (sprite.bgr()[3 * at] & 0xff);
                    sum[1] += weight * (sprite.bgr()[3 * at + 1] & 0xff);
                    sum[2] += weight * (sprite.bgr()[3 * at + 2] & 0xff);
                    sum[3] += weight;
                }
            }
        }

        /** Weights of four neighbours for a place {@code t} of the way from the second to the third. */
        private static void weigh(double t, double[] weights) {
            weights[0] = t * (-0.5 + t * (1 - 0.5 * t));
            weights[1] = 1 + t * t * (-2.5 + 1.5 * t);
            weights[2] = t * (0.5 + t * (2 - 1.5 * t));
            weights[3] = t * t * (-0.5 + 0.5 * t);
        }
    }
}
