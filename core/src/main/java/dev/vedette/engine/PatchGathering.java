package dev.vedette.engine;

import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Patches;
import java.nio.FloatBuffer;

/** Lays the kept patches of a sample out as rows of 9·p·p values: channel, row in the patch, column in the patch. */
final class PatchGathering {
    private final NetworkConfig network;
    private final Patches patches;

    PatchGathering(NetworkConfig network) {
        this.network = network;
        this.patches = new Patches(network, NetworkConfig.INPUT_CHANNELS / Sample.PICTURES);
    }

    /** Writes the patches of some of the kept tokens from place {@code at} on. */
    void gather(Sample sample, int first, int count, FloatBuffer target, int at) {
        float[] row = new float[network.inputPatchSize()];
        int place = at;
        int[] kept = sample.mask().kept();
        for (int i = first; i < first + count; i++) {
            int from = 0;
            for (Planes picture : sample.pictures()) {
                patches.readByChannel(picture.values(), 0, kept[i], row, from);
                from += row.length / Sample.PICTURES;
            }
            target.put(place, row);
            place += row.length;
        }
    }
}
