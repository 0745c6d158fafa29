package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import java.util.List;

/** Steps on whole rows. */
final class Rows {
    private Rows() {}

    static Step zero(Matrix matrix) {
        return new Step.OfSample(List.of(matrix), memory -> {
            float[] zeros = new float[matrix.columns()];
            for (int row = 0; row < matrix.rows(); row++) {
                memory.write(matrix, row, zeros);
            }
        });
    }

    static Step copy(Matrix from, Matrix to) {
        return new Step.OfSample(List.of(from, to), memory -> {
            float[] values = new float[from.columns()];
            for (int row = 0; row < from.rows(); row++) {
                memory.read(from, row, values);
                memory.write(to, row, values);
            }
        });
    }

    static Step add(Matrix from, Matrix to) {
        return new Step.OfSample(List.of(from, to), memory -> {
            float[] values = new float[from.columns()];
            for (int row = 0; row < from.rows(); row++) {
                memory.read(from, row, values);
                memory.add(to, row, values);
            }
        });
    }
}
