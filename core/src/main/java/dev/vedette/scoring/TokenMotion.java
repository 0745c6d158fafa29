package dev.vedette.scoring;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;

/** Mean motion gradient of each token's pixels and channels. */
final class TokenMotion {
    private TokenMotion() {}

    /** [L], 0..1. */
    static float[] of(NetworkConfig network, Clip clip) {
        Image gradient = clip.gradient();
        int columns = network.grid().columns();
        int patch = network.patch();
        long[] sums = new long[network.tokens()];
        byte[] values = gradient.bgr();
        int i = 0;
        for (int y = 0; y < gradient.height(); y++) {
            int row = y / patch * columns;
            for (int x = 0; x < gradient.width(); x++, i += 3) {
                sums[row + x / patch] += (values[i] & 0xff) + (values[i + 1] & 0xff) + (values[i + 2] & 0xff);
            }
        }
        float[] motion = new float[sums.length];
        for (int token = 0; token < motion.length; token++) {
            motion[token] = sums[token] / (255f * 3 * patch * patch);
        }
        return motion;
    }
}
