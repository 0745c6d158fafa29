package dev.vedette.engine;

import org.bytedeco.dnnl.memory;

/** An argument of a oneDNN primitive. */
sealed interface Argument {
    /**
     * A matrix as a primitive sees it. Part of a worker's memory.
     *
     * @param strides in floats, one for each dimension
     */
    @SuppressWarnings("ArrayRecordComponent")
    record View(Matrix matrix, long[] shape, long[] strides) implements Argument {
        memory.desc desc() {
            return new memory.desc(shape, memory.data_type.f32, strides);
        }

        /** The same with a leading dimension of one: a batch of one matrix. */
        View batch() {
            return new View(
                    matrix, new long[] {1, shape[0], shape[1]}, new long[] {shape[0] * shape[1], strides[0], strides[1]
                    });
        }
    }

    /** What all workers share. */
    record Constant(memory value) implements Argument {}
}
