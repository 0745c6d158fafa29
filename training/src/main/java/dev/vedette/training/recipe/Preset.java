package dev.vedette.training.recipe;

import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;

/** What is learned where nothing else is said. */
public enum Preset {
    /** Our own. */
    DEFAULT(8, 600, NetworkConfig::paper, TrainingConfig::standard),
    /** Our own for many frames a second. */
    FAST(16, 260, NetworkConfig::narrow, TrainingConfig::fast),
    /** The paper's, with as many tokens whatever the footage. */
    PAPER(16, 800, NetworkConfig::paper, TrainingConfig::paper) {
        @Override
        NetworkSize size(Video footage, int patch) {
            return new NetworkSize(40 * patch, 20 * patch);
        }
    };

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

    int patch() {
        return patch;
    }

    NetworkSize size(Video footage, int patch) {
        return NetworkSize.suiting(footage, patch, tokens);
    }

    TrainingConfig config(NetworkSize size, int patch, long seed) {
        return learning.of(shape.of(size.width(), size.height(), patch), seed);
    }
}
