package dev.vedette.training.synthetic;

/**
 * Scales and turns a sprite and puts its centre at a place between pixels. Bilinear on colours weighted by alpha, with
 * several samples a pixel where the sprite shrinks.
 *
 * @param scaleX factor along the sprite's rows, greater than 0
 * @param scaleY factor along the sprite's columns, greater than 0
 * @param angle in radians, clockwise
 */
record SpriteWarp(double scaleX, double scaleY, double angle) {
    static final SpriteWarp NONE = new SpriteWarp(1, 1, 0);

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
        int samples = (int) Math.max(1, Math.min(3, Math.round(1 / Math.min(scaleX, scaleY))));
        double[] sum = new double[4];
        for (int i = 0; i < alpha.length; i++) {
            java.util.Arrays.fill(sum, 0);
            for (int s = 0; s < samples * samples; s++) {
                double dx = left + i % width + (s % samples + 0.5) / samples - centreX;
                double dy = top + i / width + (s / samples + 0.5) / samples - centreY;
                double x = (cos * dx + sin * dy) / scaleX + sprite.width() / 2.0 - 0.5;
                double y = (cos * dy - sin * dx) / scaleY + sprite.height() / 2.0 - 0.5;
                sample(sprite, x, y, sum);
            }
            for (int c = 0; c < 3 && sum[3] > 0; c++) {
                bgr[3 * i + c] = (byte) Math.round(sum[c] / sum[3]);
            }
            alpha[i] = (byte) Math.round(sum[3] / (samples * samples));
        }
        return new Sprite(left, top, width, height, bgr, alpha);
    }

    private static void sample(Sprite sprite, double x, double y, double[] sum) {
        int x0 = (int) Math.floor(x);
        int y0 = (int) Math.floor(y);
        for (int corner = 0; corner < 4; corner++) {
            int column = x0 + corner % 2;
            int row = y0 + corner / 2;
            if (column < 0 || row < 0 || column >= sprite.width() || row >= sprite.height()) {
                continue;
            }
            int i = row * sprite.width() + column;
            double weight = (1 - Math.abs(x - column)) * (1 - Math.abs(y - row)) * (sprite.alpha()[i] & 0xff);
            sum[0] += weight * (sprite.bgr()[3 * i] & 0xff);
            sum[1] += weight * (sprite.bgr()[3 * i + 1] & 0xff);
            sum[2] += weight * (sprite.bgr()[3 * i + 2] & 0xff);
            sum[3] += weight;
        }
    }
}
