package dev.vedette.scoring;

import dev.vedette.frame.BlockSums;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Displacements;
import dev.vedette.frame.Flickers;
import dev.vedette.model.NetworkConfig;

/** What moves in each token, measured without the network. */
final class TokenMotion {
    /** Less is the noise of a picture. */
    private static final float LEAST_MOTION = 2 / 255f;

    private TokenMotion() {}

    /** Mean motion gradient of a token's pixels and channels: [L], 0..1. */
    static float[] of(NetworkConfig network, Clip clip) {
        int patch = network.patch();
        int[] sums = BlockSums.of(clip.gradient(), patch, patch);
        float[] motion = new float[sums.length];
        for (int token = 0; token < motion.length; token++) {
            motion[token] = sums[token] / (255f * 3 * patch * patch);
        }
        return motion;
    }

    /** Which tokens of that motion show anything that moves: [L]. */
    static boolean[] moving(float[] motion) {
        boolean[] moving = new boolean[motion.length];
        for (int token = 0; token < moving.length; token++) {
            moving[token] = motion[token] >= LEAST_MOTION;
        }
        return moving;
    }

    /** How far what each moving token shows moves between the pictures of a clip: [L], in widths of the picture. */
    static float[] displacement(NetworkConfig network, Clip clip, boolean[] moving) {
        return Displacements.of(clip, network.grid().columns(), network.grid().rows(), moving);
    }

    /** How much each moving token's picture changes and changes again: [L]. */
    static float[] flicker(NetworkConfig network, Clip clip, boolean[] moving) {
        return Flickers.of(clip, network.grid().columns(), network.grid().rows(), moving);
    }
}
