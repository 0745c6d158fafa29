package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.dnnl.primitive;

/** One step of a plan, in terms of matrices that have no place yet. */
sealed interface Step {
    /** All that it reads or writes. */
    Stream<Matrix> matrices();

    /**
     * A oneDNN primitive.
     *
     * @param arguments by oneDNN's names of arguments ({@code DNNL_ARG_SRC} …)
     */
    record OfPrimitive(primitive kernel, Map<Integer, Argument> arguments) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return arguments.values().stream().flatMap(argument -> argument.place().stream());
        }
    }

    /** Copies of whole rows, in Java: less than a hundredth of the work. */
    record OfRows(List<Matrix> used, RowAction action) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return used.stream();
        }
    }

    /** Works on a worker's memory; {@link Matrix#index()} says where a matrix lies in it. */
    @FunctionalInterface
    interface RowAction {
        void run(FloatBuffer memory, Sample sample);
    }
}
