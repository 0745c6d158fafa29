package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Patches;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;

/** Lays the kept patches of a sample out as rows of 9·p·p values: channel, row in the patch, column in the patch, unless said otherwise. */
final class PatchGathering {
    private final NetworkConfig network;
    private final Patches patches;

    PatchGathering(NetworkConfig network) {
        this.network = network;
        this.patches = new Patches(network, Sample.CHANNELS);
    }

    /** Writes the patches of a block of the kept tokens of all samples, and zeros where a class token will be. */
    void gather(List<Sample> samples, RowBlock block, Matrix patches, Step.Memory memory) {
        for (int sample = 0; sample < samples.size(); sample++) {
            Matrix rows = patches.rows(block.row(sample, block.firstToken()), block.tokens());
            Matrix first = patches.rows(block.row(sample, -1), 1);
            if (patches.numbers().areFloats()) {
                gather(samples.get(sample), block.firstToken(), block.tokens(), memory.floats(), rows.index());
            } else {
                gatherBytes(samples.get(sample), block.firstToken(), block.tokens(), memory.bytes(), rows.index());
            }
            if (block.number() == 0) {
                clear(first, memory);
            }
        }
    }

    private static void clear(Matrix row, Step.Memory memory) {
        if (row.numbers().areFloats()) {
            memory.floats().put(row.index(), new float[row.columns()]);
        } else {
            memory.bytes().put(row.index(), new byte[row.columns()]);
        }
    }

    /**
     * Writes the patches of some of the kept tokens as bytes 0..255 from place {@code at} on: picture, row in the patch, column in the patch,
     * channel.
     */
    private void gatherBytes(Sample sample, int first, int count, ByteBuffer target, int at) {
        int line = network.patch() * Sample.CHANNELS;
        int width = network.frameWidth() * Sample.CHANNELS;
        int columns = network.grid().columns();
        int[] kept = sample.mask().kept();
        int place = at;
        for (int i = first; i < first + count; i++) {
            int corner = kept[i] / columns * network.patch() * width + kept[i] % columns * line;
            for (Planes picture : sample.pictures()) {
                byte[] levels = picture.levels();
                for (int y = 0; y < network.patch(); y++) {
                    target.put(place, levels, corner + y * width, line);
                    place += line;
                }
            }
        }
    }

    /** Writes the patches of some of the kept tokens from place {@code at} on. */
    private void gather(Sample sample, int first, int count, FloatBuffer target, int at) {
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
