package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Ops;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Plans the network for one sample on oneDNN: each operation adds steps to a list instead of computing. What oneDNN can do in one
 * pass is one step: GELU and the residual in the matrix product before them, BatchNorm in the depthwise kernel, the attention
 * scale in the product of queries and keys; the class token is an offset into a sequence, not a copy of it.
 */
final class OneDnnOps implements Ops<Node> {
    private static final float NORM_EPSILON = 1e-6f;

    private final OneDnn oneDnn;
    private final Weights weights;
    private final List<Step> steps = new ArrayList<>();

    OneDnnOps(OneDnn oneDnn, Weights weights) {
        this.oneDnn = oneDnn;
        this.weights = weights;
    }

    OneDnn oneDnn() {
        return oneDnn;
    }

    Weights weights() {
        return weights;
    }

    void plan(Step step) {
        steps.add(step);
    }

    /** Steps in order of execution. */
    List<Step> steps() {
        return steps;
    }

    @Override
    public Node embedPatches(Node images, Node kept, String layer, NetworkConfig network) {
        Matrix patches = Matrix.dense(network.keptTokens(), network.inputPatchSize());
        PatchGathering gathering = new PatchGathering(network);
        plan(new Step.OfRows(List.of(patches), (memory, sample) -> gathering.gather(sample, memory, patches.index())));
        return new LinearNode(this, patches, layer);
    }

    @Override
    public Node layerNorm(Node x, String layer) {
        Matrix input = x.matrix();
        return new Node(x.rows(), x.columns()) {
            @Override
            void planInto(Matrix target) {
                plan(new Step.OfPrimitive(
                        oneDnn.layerNorm(input.view(), target.view(), NORM_EPSILON),
                        Map.of(
                                dnnl.DNNL_ARG_SRC, input.view(),
                                dnnl.DNNL_ARG_SCALE, constant(layer + ".weight"),
                                dnnl.DNNL_ARG_SHIFT, constant(layer + ".bias"),
                                dnnl.DNNL_ARG_DST, target.view())));
            }
        };
    }

    private Argument constant(String weight) {
        return oneDnn.constant(weights.get(weight).values());
    }

    @Override
    public Node linear(Node x, String layer) {
        return new LinearNode(this, x.matrix(), layer);
    }

    @Override
    public Node gelu(Node x) {
        return linearBefore("gelu", x).withGelu();
    }

    @Override
    public Node dropout(Node x, double probability) {
        return x;
    }

    @Override
    public Node add(Node a, Node b) {
        return linearBefore("add", b).plus(a.matrix());
    }

    @Override
    public Node withClassTokenOf(Node first, Node rest) {
        return linearBefore("withClassTokenOf", rest).withClassTokenOf(first.matrix());
    }

    private static LinearNode linearBefore(String operation, Node x) {
        if (x instanceof LinearNode linear) {
            return linear;
        }
        throw VedetteException.internal(
                "the oneDNN plan knows " + operation + " only right after a linear layer", null);
    }

    @Override
    public Node prependToken(Node x, String name) {
        Matrix sequence = Matrix.dense(1 + x.rows(), x.columns());
        plan(Rows.putFirst(weights.get(name).values(), sequence));
        x.planInto(sequence.rows(1, x.rows()));
        return Node.of(sequence);
    }

    @Override
    public Node dropClassToken(Node x) {
        return Node.of(x.matrix().rows(1, x.rows() - 1));
    }

    @Override
    public Node depthwise(Node x, TokenGrid grid, String layer) {
        Matrix from = x.matrix();
        Matrix to = Matrix.dense(x.rows(), x.columns());
        Argument.View pixels = from.rows(1, grid.tokens()).image(grid);
        Argument.View filtered = to.rows(1, grid.tokens()).image(grid);
        FoldedConvolution folded = FoldedConvolution.of(weights, layer);
        OneDnn.Layer convolution = oneDnn.depthwise(pixels, folded.kernel(), folded.bias(), filtered);
        plan(new Step.OfPrimitive(
                convolution.kernel(),
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        pixels,
                        dnnl.DNNL_ARG_WEIGHTS,
                        convolution.weights(),
                        dnnl.DNNL_ARG_BIAS,
                        convolution.bias(),
                        dnnl.DNNL_ARG_DST,
                        filtered)));
        plan(Rows.copyFirst(from, to));
        return Node.of(to);
    }

    @Override
    public Node attention(Node q, Node k, Node v, int heads, double scale) {
        Matrix mixed = Matrix.dense(q.rows(), q.columns());
        Attention.steps(oneDnn, q.matrix(), k.matrix(), v.matrix(), mixed, heads, (float) scale)
                .forEach(this::plan);
        return Node.of(mixed);
    }

    @Override
    public Node restoreTokens(Node x, Node restore, String maskToken) {
        Matrix sequence = Matrix.dense(1 + restore.columns(), x.columns());
        plan(Rows.restore(x.matrix(), weights.get(maskToken).values(), sequence));
        return Node.of(sequence);
    }
}
