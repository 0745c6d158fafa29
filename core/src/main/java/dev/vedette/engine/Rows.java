package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;
import java.util.List;

/** Steps that copy whole rows. */
final class Rows {
    private Rows() {}

    /** The class tokens of {@code from} become those of {@code to}. */
    static Step copyFirst(Matrix from, Matrix to) {
        return new Step.OfRows(List.of(from, to), (memory, samples) -> {
            for (int sample = 0; sample < samples.size(); sample++) {
                copy(
                        memory.floats(),
                        first(from, sample, samples.size()),
                        first(to, sample, samples.size()),
                        to.columns());
            }
        });
    }

    /** A learned token becomes the first row of every sequence. */
    static Step putFirst(float[] token, Matrix to) {
        return new Step.OfRows(List.of(to), (memory, samples) -> {
            for (int sample = 0; sample < samples.size(); sample++) {
                memory.floats().put(first(to, sample, samples.size()), token);
            }
        });
    }

    /** Place of the first row of one of so many sequences. */
    static int first(Matrix sequences, int sample, int samples) {
        return sequences.index() + sample * (sequences.rows() / samples) * sequences.columns();
    }

    /** Grid token i comes from the kept tokens or, where it was removed, is {@code maskToken}. */
    static Step restore(Matrix kept, float[] maskToken, Matrix to, RowBlock block) {
        int width = to.columns();
        return new Step.OfRows(List.of(kept, to), (memory, samples) -> {
            FloatBuffer floats = memory.floats();
            int end = block.firstToken() + block.tokens();
            for (int sample = 0; sample < samples.size(); sample++) {
                int[] restore = samples.get(sample).mask().restore();
                int firstKept = first(kept, sample, samples.size());
                for (int token = block.firstToken(); token < end; token++) {
                    int target = to.index() + block.row(sample, token) * width;
                    if (samples.get(sample).mask().removed(token)) {
                        floats.put(target, maskToken);
                    } else {
                        copy(floats, firstKept + (1 + restore[token]) * width, target, width);
                    }
                }
            }
        });
    }

    private static void copy(FloatBuffer memory, int from, int to, int count) {
        memory.put(to, memory, from, count);
    }
}
