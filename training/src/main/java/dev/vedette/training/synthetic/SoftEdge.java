package dev.vedette.training.synthetic;

/**
 * Softens the edge of a sprite inwards: its alpha becomes the smaller of itself and its 3×3 Gaussian mean, with nothing
 * outside, so no pixel from behind the thing comes to show.
 */
final class SoftEdge {
    private SoftEdge() {}

    static byte[] of(Sprite sprite) {
        int width = sprite.width();
        int height = sprite.height();
        byte[] in = sprite.alpha();
        byte[] out = new byte[in.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                int own = in[i] & 0xff;
                if (own == 0) {
                    continue;
                }
                int sum = 0;
                for (int dy = -1; dy <= 1; dy++) {
                    for (int dx = -1; dx <= 1; dx++) {
                        int weight = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
                        sum += weight * at(in, width, height, x + dx, y + dy);
                    }
                }
                out[i] = (byte) Math.min(own, (sum + 8) >> 4);
            }
        }
        return out;
    }

    private static int at(byte[] alpha, int width, int height, int x, int y) {
        return x < 0 || y < 0 || x >= width || y >= height ? 0 : alpha[y * width + x] & 0xff;
    }
}
