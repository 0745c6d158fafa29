package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Layouts;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.Numbers;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.Region;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;

/**
 * A plan in the making: the steps forward and, played backwards, those of the gradients (reverse-mode differentiation). Mutable.
 */
final class Tape {
    private final OneDnn oneDnn;
    private final Parameters parameters;
    private final Numbers factors;
    private final List<Step> steps = new ArrayList<>();
    private final Deque<Runnable> wayBack = new ArrayDeque<>();
    private final List<Runnable> preparations = new ArrayList<>();
    private final List<WeightCopy> copies = new ArrayList<>();
    private final Map<String, Matrix> sums = new LinkedHashMap<>();
    private final Map<String, Argument.Constant> vectors = new LinkedHashMap<>();

    /** @param factors what matrix products multiply: float32 or bfloat16; their sums are of float32 */
    Tape(OneDnn oneDnn, Parameters parameters, Numbers factors) {
        this.oneDnn = oneDnn;
        this.parameters = parameters;
        this.factors = factors;
    }

    OneDnn oneDnn() {
        return oneDnn;
    }

    Parameters parameters() {
        return parameters;
    }

    void plan(Step step) {
        steps.add(step);
    }

    /** The part plans the steps of an operation's gradients, once those of all later operations are planned. */
    void onTheWayBack(Runnable part) {
        wayBack.push(part);
    }

    /** Plans the way back. */
    void turn() {
        while (!wayBack.isEmpty()) {
            wayBack.pop().run();
        }
    }

    /** A matrix as matrix products take it: itself, or rewritten in their numbers. */
    Matrix factor(Matrix matrix) {
        if (matrix.numbers().equals(factors)) {
            return matrix;
        }
        Matrix rewritten = Matrix.dense(matrix.rows(), matrix.columns(), factors);
        plan(new Step.OfPrimitive(
                oneDnn.rearrangement(matrix.view().desc(), rewritten.view().desc(), false),
                Map.of(dnnl.DNNL_ARG_FROM, matrix.view(), dnnl.DNNL_ARG_TO, rewritten.view())));
        return rewritten;
    }

    /** To be run before a batch, when the weights may have changed. */
    void prepare(Runnable action) {
        preparations.add(action);
    }

    /** A vector of weights as an argument. */
    Argument.Constant vector(String name) {
        return vectors.computeIfAbsent(name, key -> {
            float[] values = parameters.get(key);
            return copy(() -> values, Layouts.vector(values.length), Layouts.vector(values.length));
        });
    }

    /** Weights as an argument that lies as wanted. */
    Argument.Constant copy(Supplier<float[]> values, memory.desc given, memory.desc wanted) {
        WeightCopy copy = new WeightCopy(oneDnn, values, given, wanted);
        copies.add(copy);
        return copy.argument();
    }

    /** The sum of a weight's gradients over the samples of a lane. */
    Matrix sumOf(String weight, int rows, int columns) {
        return sums.computeIfAbsent(weight, key -> Matrix.dense(rows, columns, Region.LANE));
    }

    List<Step> steps() {
        return steps;
    }

    List<Runnable> preparations() {
        return preparations;
    }

    List<WeightCopy> copies() {
        return copies;
    }

    /** Weights whose gradients are summed in lanes. */
    Map<String, Matrix> sums() {
        return sums;
    }
}
