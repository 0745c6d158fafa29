package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Patches;
import java.nio.FloatBuffer;

/** Lays the kept patches of a sample out as rows of 9·p·p values: channel, row in the patch, column in the patch. */
final class PatchGathering {
    private final Patches patches;

    PatchGathering(NetworkConfig network) {
        this.patches = new Patches(network, NetworkConfig.INPUT_CHANNELS);
    }

    /** Writes [K, 9·p·p] from place {@code at} on. */
    void gather(Sample sample, FloatBuffer target, int at) {
        float[] row = new float[patches.network().inputPatchSize()];
        int place = at;
        for (int token : sample.mask().kept()) {
            patches.readByChannel(sample.images(), 0, token, row);
            target.put(place, row);
            place += row.length;
        }
    }
}
