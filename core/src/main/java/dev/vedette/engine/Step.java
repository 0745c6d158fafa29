package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;

/** One step of a plan, in terms of matrices that have no place yet. */
sealed interface Step {
    /** All that it reads or writes. */
    Stream<Matrix> matrices();

    /** What it writes. */
    Stream<Matrix> results();

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

        @Override
        public Stream<Matrix> results() {
            return Objects.requireNonNull(arguments.get(dnnl.DNNL_ARG_DST)).place().stream();
        }
    }

    /**
     * Copies of whole rows, in Java: less than a hundredth of the work.
     *
     * @param used what is written comes last
     */
    record OfRows(List<Matrix> used, RowAction action) implements Step {
        @Override
        public Stream<Matrix> results() {
            return Stream.of(used.get(used.size() - 1));
        }

        @Override
        public Stream<Matrix> matrices() {
            return used.stream();
        }
    }

    /** The errors of some tokens, from the rows of both predictions. */
    record OfErrors(Matrix teacher, Matrix student, ErrorSums sums, int firstToken, int tokens) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return Stream.of(teacher, student);
        }

        @Override
        public Stream<Matrix> results() {
            return Stream.of();
        }
    }

    /** Works on a worker's memory; {@link Matrix#index()} says where a matrix lies in it. */
    @FunctionalInterface
    interface RowAction {
        void run(FloatBuffer memory, Sample sample);
    }
}
