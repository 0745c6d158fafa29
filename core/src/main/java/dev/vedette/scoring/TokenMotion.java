package dev.vedette.scoring;

import dev.vedette.frame.BlockSums;
import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;

/** Mean motion gradient of each token's pixels and channels. */
final class TokenMotion {
    private TokenMotion() {}

    /** [L], 0..1. */
    static float[] of(NetworkConfig network, Clip clip) {
        int patch = network.patch();
        int[] sums = BlockSums.of(clip.gradient(), patch, patch);
        float[] motion = new float[sums.length];
        for (int token = 0; token < motion.length; token++) {
            motion[token] = sums[token] / (255f * 3 * patch * patch);
        }
        return motion;
    }
}
