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
            for (int column = 0; column < columns; column++) {
                int sum = 0;
                for (int end = i + 3 * patch; i < end; i++) {
                    sum += values[i] & 0xff;
                }
                sums[row + column] += sum;
            }
        }
        float[] motion = new float[sums.length];
        for (int token = 0; token < motion.length; token++) {
            motion[token] = sums[token] / (255f * 3 * patch * patch);
        }
        return motion;
    }
}
