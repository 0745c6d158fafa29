package dev.vedette.engine.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.memory;

/** An argument of a oneDNN primitive. */
public sealed interface Argument {
    /** The matrix whose floats it is; none for a constant. */
    Optional<Matrix> place();

    /** How the floats lie. */
    memory.desc desc();

    /**
     * A matrix as a primitive sees it. Part of a worker's memory.
     *
     * @param strides in values, one for each dimension
     */
    @SuppressWarnings("ArrayRecordComponent")
    record View(Matrix matrix, long[] shape, long[] strides) implements Argument {
        @Override
        public Optional<Matrix> place() {
            return Optional.of(matrix);
        }

        @Override
        public memory.desc desc() {
            return new memory.desc(shape, matrix.numbers().type(), strides);
        }

        /** The same with a leading dimension of one: a batch of one matrix. */
        public View batch() {
            // oneDNN finds the row of a fused operand by the strides, so that of the only matrix has to be true too.
            long whole = Math.max(shape[0] * strides[0], shape[1] * strides[1]);
            return new View(matrix, new long[] {1, shape[0], shape[1]}, new long[] {whole, strides[0], strides[1]});
        }
    }

    /** The floats of a matrix lying as a primitive chose to lay them. */
    record Laid(Matrix matrix, memory.desc desc) implements Argument {
        @Override
        public Optional<Matrix> place() {
            return Optional.of(matrix);
        }
    }

    /** What all workers share. */
    record Constant(memory value) implements Argument {
        @Override
        public Optional<Matrix> place() {
            return Optional.empty();
        }

        @Override
        public memory.desc desc() {
            return value.get_desc();
        }
    }
}
