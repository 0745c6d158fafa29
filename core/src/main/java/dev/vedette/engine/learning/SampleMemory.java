package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;

/** The sample that a worker works on, and the memories that it may touch meanwhile. */
interface SampleMemory {
    Batch batch();

    /** Number of the sample in its batch. */
    int sample();

    /** Differs from step to step. */
    long seed();

    /** The memory that a matrix lies in, at {@link Matrix#index()}. */
    FloatBuffer of(Matrix matrix);

    /** Tells the sample's share of the loss. */
    void loss(double share);

    default void read(Matrix matrix, int row, float[] values) {
        of(matrix).get(matrix.index() + row * matrix.rowStride(), values, 0, matrix.columns());
    }

    default void write(Matrix matrix, int row, float[] values) {
        of(matrix).put(matrix.index() + row * matrix.rowStride(), values, 0, matrix.columns());
    }

    /** Adds values to a row. */
    default void add(Matrix matrix, int row, float[] values) {
        float[] sum = new float[matrix.columns()];
        read(matrix, row, sum);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i];
        }
        write(matrix, row, sum);
    }
}
