package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.dnnl.primitive;

/** One step of a plan, in terms of matrices that have no place yet. */
sealed interface Step {
    /** All that it reads or writes. */
    Stream<Matrix> matrices();

    /**
     * A oneDNN primitive on one sample.
     *
     * @param arguments by oneDNN's names of arguments ({@code DNNL_ARG_SRC} …)
     */
    record OfPrimitive(primitive kernel, Map<Integer, Argument> arguments) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return arguments.values().stream().flatMap(argument -> argument.place().stream());
        }
    }

    /** Work in Java on one sample. */
    record OfSample(List<Matrix> used, SampleAction action) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return used.stream();
        }
    }

    /** Work in Java once for the whole batch, between the samples' steps before and after it. */
    record OfBatch(List<Matrix> used, BatchAction action) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return used.stream();
        }
    }

    @FunctionalInterface
    interface SampleAction {
        void run(SampleMemory memory);
    }

    @FunctionalInterface
    interface BatchAction {
        void run(BatchMemory memory);
    }
}
