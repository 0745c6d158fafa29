package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.jspecify.annotations.Nullable;

/** A linear layer with what is computed in the same pass: GELU, or a residual that is added. Immutable but for its place. */
final class LinearNode extends Node {
    /** oneDNN's name of the second operand of the first fused operation. */
    private static final int RESIDUAL = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1;

    private final OneDnnOps ops;
    private final Matrix input;
    private final String layer;
    private final boolean gelu;
    private final @Nullable Matrix residual;
    private final @Nullable Matrix bypass;

    LinearNode(OneDnnOps ops, Matrix input, String layer) {
        this(ops, input, layer, false, null, null);
    }

    private LinearNode(
            OneDnnOps ops,
            Matrix input,
            String layer,
            boolean gelu,
            @Nullable Matrix residual,
            @Nullable Matrix bypass) {
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

    @Override
    void planInto(Matrix target) {
        post_ops fused = new post_ops();
        Map<Integer, Argument> arguments = new HashMap<>();
        if (gelu) {
            fused.append_eltwise(dnnl.algorithm.eltwise_gelu_erf, 0, 0);
        }
        if (residual != null) {
            fused.append_binary(dnnl.algorithm.binary_add, residual.view().desc());
            arguments.put(RESIDUAL, residual.view());
        }
        OneDnn.Layer linear = ops.oneDnn()
                .linear(
                        input.view(),
                        ops.weights().get(layer + ".weight").values(),
                        bias(ops.weights(), layer),
                        target.view(),
                        fused);
        arguments.put(dnnl.DNNL_ARG_SRC, input.view());
        arguments.put(dnnl.DNNL_ARG_WEIGHTS, linear.weights());
        arguments.put(dnnl.DNNL_ARG_BIAS, linear.bias());
        arguments.put(dnnl.DNNL_ARG_DST, target.view());
        ops.plan(new Step.OfPrimitive(linear.kernel(), arguments));
        if (bypass != null) {
            ops.plan(classTokenBypass(bypass, residual, target));
        }
    }

    private static Step classTokenBypass(Matrix source, @Nullable Matrix added, Matrix target) {
        if (added == null) {
            return Rows.copyFirst(source, target);
        }
        return new Step.OfRows(List.of(source, added, target), (memory, sample) -> {
            for (int i = 0; i < target.columns(); i++) {
                memory.put(target.index() + i, memory.get(source.index() + i) + memory.get(added.index() + i));
            }
        });
    }

    private static float[] bias(Weights weights, String layer) {
        return weights.get(layer + ".bias").values();
    }
}
