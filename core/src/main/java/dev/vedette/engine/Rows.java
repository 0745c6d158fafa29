package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;
import java.util.List;

/** Steps that copy whole rows. */
final class Rows {
    private Rows() {}

    /** The class token of {@code from} becomes that of {@code to}. */
    static Step copyFirst(Matrix from, Matrix to) {
        return new Step.OfRows(
                List.of(from, to), (memory, sample) -> copy(memory.floats(), from.index(), to.index(), to.columns()));
    }

    /** A learned token becomes the first row. */
    static Step putFirst(float[] token, Matrix to) {
        return new Step.OfRows(List.of(to), (memory, sample) -> memory.floats().put(to.index(), token));
    }

    /** Grid token i comes from the kept tokens or, where it was removed, is {@code maskToken}. */
    static Step restore(Matrix kept, float[] maskToken, Matrix to, RowBlock block) {
        int width = to.columns();
        return new Step.OfRows(List.of(kept, to), (memory, sample) -> {
            FloatBuffer floats = memory.floats();
            int[] restore = sample.mask().restore();
            int end = block.firstToken() + block.tokens();
            for (int token = block.firstToken(); token < end; token++) {
                int target = to.index() + (1 + token) * width;
                if (sample.mask().removed(token)) {
                    floats.put(target, maskToken);
                } else {
                    copy(floats, kept.index() + (1 + restore[token]) * width, target, width);
                }
            }
        });
    }

    private static void copy(FloatBuffer memory, int from, int to, int count) {
        memory.put(to, memory, from, count);
    }
}
