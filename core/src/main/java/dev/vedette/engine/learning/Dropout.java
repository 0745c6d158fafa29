package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import java.util.List;

/**
 * Dropout whose choice follows from the step's seed, the sample, the layer and the row alone, so that the way back drops what the
 * way forward dropped.
 */
final class Dropout {
    /** Chances are compared as 16-bit numbers, four out of each 64-bit random number. */
    private static final int RANGE = 1 << 16;

    private final int dropped;
    private final float scale;
    private final long layer;

    Dropout(double probability, int layer) {
        this.dropped = (int) Math.round(probability * RANGE);
        this.scale = (float) (1.0 / (1 - (double) dropped / RANGE));
        this.layer = layer;
    }

    /** In place. */
    Step step(Matrix matrix) {
        return new Step.OfSample(List.of(matrix), memory -> {
            float[] row = new float[matrix.columns()];
            float[] factors = new float[(matrix.columns() + 3) / 4 * 4];
            long state = mixed(mixed(mixed(memory.seed()) + layer) + memory.sample());
            for (int i = 0; i < matrix.rows(); i++) {
                state = draw(state, factors);
                memory.read(matrix, i, row);
                for (int c = 0; c < row.length; c++) {
                    row[c] *= factors[c];
                }
                memory.write(matrix, i, row);
            }
        });
    }

    private long draw(long state, float[] factors) {
        long next = state;
        for (int i = 0; i < factors.length; i += 4) {
            next += 0x9E3779B97F4A7C15L;
            long random = mixed(next);
            factors[i] = (random & 0xFFFF) < dropped ? 0 : scale;
            factors[i + 1] = (random >>> 16 & 0xFFFF) < dropped ? 0 : scale;
            factors[i + 2] = (random >>> 32 & 0xFFFF) < dropped ? 0 : scale;
            factors[i + 3] = (random >>> 48) < dropped ? 0 : scale;
        }
        return next;
    }

    /** The output function of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mixed(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
