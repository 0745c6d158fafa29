package dev.vedette.training.recipe;

import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;

/** What is learned where nothing else is said. */
public enum Preset {
    /** Our own, with as many pixels a token as the footage has to give. */
    DEFAULT(12, 600, NetworkConfig::paper, PresetConfigs::standard) {
        @Override
        int patch(Video footage) {
            int large = super.patch(footage);
            return size(footage, large).tokens(large) < ENOUGH_TOKENS ? SMALL_PATCH : large;
        }
    },
    /** Our own for many frames a second. */
    FAST(16, 260, NetworkConfig::narrow, PresetConfigs::fast),
    /** The paper's, with as many tokens whatever the footage. */
    PAPER(16, 800, NetworkConfig::paper, PresetConfigs::paper) {
        @Override
        NetworkSize size(Video footage, int patch) {
            return new NetworkSize(40 * patch, 20 * patch);
        }
    };

    /** Where footage is so small that large patches give fewer tokens, the grid would be too coarse to point at anything. */
    private static final int ENOUGH_TOKENS = 500;

    private static final int SMALL_PATCH = 8;

    /** Makes the shape of a network for some size of frames. */
    private interface Shape {
        NetworkConfig of(int frameWidth, int frameHeight, int patch);
    }

    /** Makes a configuration. */
    private interface Learning {
        TrainingConfig of(NetworkConfig network, long seed);
    }

    private final int patch;
    private final int tokens;
    private final Shape shape;
    private final Learning learning;

    Preset(int patch, int tokens, Shape shape, Learning learning) {
        this.patch = patch;
        this.tokens = tokens;
        this.shape = shape;
        this.learning = learning;
    }

    int patch(Video footage) {
        return patch;
    }

    NetworkSize size(Video footage, int patch) {
        return NetworkSize.suiting(footage, patch, tokens);
    }

    /** A network of this preset's shape. */
    NetworkConfig network(NetworkSize size, int patch) {
        return shape.of(size.width(), size.height(), patch);
    }

    /** All that is learned with it. */
    public TrainingConfig config(NetworkConfig network, long seed) {
        return learning.of(network, seed);
    }
}
