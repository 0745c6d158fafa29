package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.Weights;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.jspecify.annotations.Nullable;

/** A linear layer with what is computed in the same pass: GELU, or a residual that is added. Immutable but for its place. */
final class LinearNode extends Node {
    /** oneDNN's name of the second operand of the first fused operation. */
    private static final int RESIDUAL = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1;

    private final OneDnnOps ops;
    private final Node input;
    private final String layer;
    private final boolean gelu;
    private final @Nullable Matrix residual;
    private final @Nullable Matrix bypass;

    LinearNode(OneDnnOps ops, Node input, String layer) {
        this(ops, input, layer, false, null, null);
    }

    private LinearNode(
            OneDnnOps ops, Node input, String layer, boolean gelu, @Nullable Matrix residual, @Nullable Matrix bypass) {
        super(input.rows(), bias(ops.weights(), layer).length);
        this.ops = ops;
        this.input = input;
        this.layer = layer;
        this.gelu = gelu;
        this.residual = residual;
        this.bypass = bypass;
    }

    LinearNode withGelu() {
        return new LinearNode(ops, input, layer, true, residual, bypass);
    }

    LinearNode plus(Matrix added) {
        return new LinearNode(ops, input, layer, gelu, added, bypass);
    }

    /** The class token becomes that of {@code source} instead. */
    LinearNode withClassTokenOf(Matrix source) {
        return new LinearNode(ops, input, layer, gelu, residual, source);
    }

    String layer() {
        return layer;
    }

    Node input() {
        return input;
    }

    @Override
    void planInto(Matrix target) {
        Matrix source = ops.inputOf(layer, input);
        Kernels kernels = source.numbers().areFloats() ? new Kernels() : new IntegerKernels(source);
        Argument ofBias = ops.oneDnn().constants().row(kernels.bias());
        ops.planRows(target, block -> {
            Argument.View from = block.of(source).view();
            Argument.View to = block.of(target).view();
            Map<Integer, Argument> arguments = new HashMap<>();
            if (residual != null) {
                arguments.put(RESIDUAL, block.of(residual).view());
            }
            primitive kernel = kernels.of(from, to);
            arguments.put(dnnl.DNNL_ARG_SRC, from);
            arguments.put(dnnl.DNNL_ARG_WEIGHTS, Objects.requireNonNull(kernels.weights));
            arguments.put(dnnl.DNNL_ARG_BIAS, ofBias);
            arguments.put(dnnl.DNNL_ARG_DST, to);
            kernels.scales().ifPresent(scales -> arguments.put(OneDnn.WEIGHT_SCALES, scales));
            return new Step.OfPrimitive(kernel, arguments);
        });
        if (bypass != null) {
            ops.planFirst(target, classTokenBypass(bypass, residual, target));
        }
    }

    /** A primitive for each number of rows; all take the weights as the first one wants them. */
    private class Kernels {
        private final Map<Integer, primitive> byRows = new HashMap<>();
        private OneDnn.@Nullable Weighted first;
        private @Nullable Argument weights;

        primitive of(Argument.View from, Argument.View to) {
            return byRows.computeIfAbsent(to.matrix().rows(), rows -> made(from, to));
        }

        private primitive made(Argument.View from, Argument.View to) {
            post_ops fused = new post_ops();
            if (gelu) {
                fused.append_eltwise(dnnl.algorithm.eltwise_gelu_erf, 0, 0);
            }
            if (residual != null) {
                fused.append_binary(dnnl.algorithm.binary_add, to.desc());
            }
            OneDnn.writeAs(to.matrix().numbers(), fused);
            OneDnn.Weighted made = first == null
                    ? ops.oneDnn().linear(from, to, true, fused)
                    : ops.oneDnn().linear(from, first.weights(), to, true, fused);
            if (first == null) {
                first = made;
                weights = weights(made);
            }
            return made.kernel();
        }

        Argument weights(OneDnn.Weighted wanted) {
            float[] values = ops.weights().get(layer + ".weight").values();
            return ops.oneDnn().constants().linear(values, columns(), wanted.weights());
        }

        float[] bias() {
            return LinearNode.bias(ops.weights(), layer);
        }

        Optional<Argument> scales() {
            return Optional.empty();
        }
    }

    /** The same where the input is of integers. */
    private final class IntegerKernels extends Kernels {
        private final QuantisedLayers.Layer quantised;

        IntegerKernels(Matrix source) {
            quantised = ops.quantised(layer, source);
        }

        @Override
        Argument weights(OneDnn.Weighted wanted) {
            return ops.oneDnn().constants().integers(quantised.weights(), columns(), wanted.weights());
        }

        @Override
        float[] bias() {
            return quantised.bias();
        }

        @Override
        Optional<Argument> scales() {
            return Optional.of(ops.oneDnn().constants().vector(quantised.scales()));
        }
    }

    private static Step classTokenBypass(Matrix source, @Nullable Matrix added, Matrix target) {
        if (added == null) {
            return Rows.copyFirst(source, target);
        }
        return new Step.OfRows(List.of(source, added, target), (memory, samples) -> {
            FloatBuffer floats = memory.floats();
            for (int sample = 0; sample < samples.size(); sample++) {
                int first = Rows.first(source, sample, samples.size()) - source.index();
                for (int i = first; i < first + target.columns(); i++) {
                    floats.put(target.index() + i, floats.get(source.index() + i) + floats.get(added.index() + i));
                }
            }
        });
    }

    private static float[] bias(Weights weights, String layer) {
        return weights.get(layer + ".bias").values();
    }
}
