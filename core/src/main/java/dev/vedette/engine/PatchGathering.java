package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import java.nio.FloatBuffer;

/** Lays the kept patches of a sample out as rows of 9·p·p values: channel, row in the patch, column in the patch. */
final class PatchGathering {
    private final NetworkConfig network;

    PatchGathering(NetworkConfig network) {
        this.network = network;
    }

    /** Writes [K, 9·p·p] from place {@code at} on. */
    void gather(Sample sample, FloatBuffer target, int at) {
        float[] row = new float[network.inputPatchSize()];
        int place = at;
        for (int token : sample.mask().kept()) {
            read(sample.images(), token, row);
            target.put(place, row);
            place += row.length;
        }
    }

    private void read(float[] images, int token, float[] row) {
        int patch = network.patch();
        int width = network.frameWidth();
        int columns = network.grid().columns();
        int corner = token / columns * patch * width + token % columns * patch;
        int written = 0;
        for (int channel = 0; channel < NetworkConfig.INPUT_CHANNELS; channel++) {
            int line = corner + channel * width * network.frameHeight();
            for (int y = 0; y < patch; y++) {
                System.arraycopy(images, line, row, written, patch);
                line += width;
                written += patch;
            }
        }
    }
}
