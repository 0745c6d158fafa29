package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
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

    /**
     * One of two ways to make the same.
     *
     * @param read dense floats
     * @param first whether, seeing these, to go the one way
     */
    record OfChoice(Matrix read, Predicate<FloatBuffer> first, List<Step> one, List<Step> other) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return Stream.concat(Stream.of(read), steps().flatMap(Step::matrices));
        }

        @Override
        public Stream<Matrix> results() {
            return steps().flatMap(Step::results);
        }

        private Stream<Step> steps() {
            return Stream.concat(one.stream(), other.stream());
        }
    }

    /** Errors of some tokens, from what is read. */
    record OfErrors(List<Matrix> read, ErrorAction action) implements Step {
        @Override
        public Stream<Matrix> matrices() {
            return read.stream();
        }

        @Override
        public Stream<Matrix> results() {
            return Stream.of();
        }
    }

    /**
     * A worker's memory, seen as floats and as bytes; {@link Matrix#index()} says where a matrix lies in it.
     */
    record Memory(FloatBuffer floats, ByteBuffer bytes) {}

    /** Reads a worker's memory and writes errors, of each sample its own. */
    @FunctionalInterface
    interface ErrorAction {
        void run(FloatBuffer memory, List<Sample> samples, List<TokenErrors> errors);
    }

    /** Works on a worker's memory for all the samples of a plan. */
    @FunctionalInterface
    interface RowAction {
        void run(Memory memory, List<Sample> samples);
    }
}
