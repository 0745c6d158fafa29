package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.TokenGrid;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;
import org.jspecify.annotations.Nullable;

/** A depthwise convolution with BatchNorm folded into it, block of rows by block of rows. */
final class DepthwiseRows {
    private final OneDnnOps ops;
    private final TokenGrid grid;
    private final int samples;
    private final FoldedConvolution folded;
    private final Argument bias;
    private final Map<String, primitive> kernels = new HashMap<>();
    private OneDnn.@Nullable Weighted first;
    private @Nullable Argument weights;

    DepthwiseRows(OneDnnOps ops, TokenGrid grid, int samples, FoldedConvolution folded) {
        this.ops = ops;
        this.grid = grid;
        this.samples = samples;
        this.folded = folded;
        this.bias = ops.oneDnn().constants().vector(folded.bias());
    }

    /**
     * Both the sequences of all samples; their class tokens are left alone. Sample by sample, because oneDNN takes other kernels, whose results
     * differ in the last digit, for several.
     */
    void plan(Matrix from, Matrix to) {
        for (int i = 0; i < samples; i++) {
            int sample = i;
            ops.planRows(to, block -> step(from, to, block, sample));
        }
    }

    private Step step(Matrix from, Matrix to, RowBlock block, int sample) {
        boolean top = block.from() == 0;
        boolean bottom = block.to() == grid.rows();
        Argument.View source = rows(from, block, sample, block.from() - (top ? 0 : 1), block.to() + (bottom ? 0 : 1));
        Argument.View target = rows(to, block, sample, block.from(), block.to());
        primitive kernel = kernels.computeIfAbsent(
                (block.to() - block.from()) + " " + top + bottom, key -> kernel(source, target, top, bottom));
        return new Step.OfPrimitive(
                kernel,
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        source,
                        dnnl.DNNL_ARG_WEIGHTS,
                        java.util.Objects.requireNonNull(weights),
                        dnnl.DNNL_ARG_BIAS,
                        bias,
                        dnnl.DNNL_ARG_DST,
                        target));
    }

    private primitive kernel(Argument.View source, Argument.View target, boolean top, boolean bottom) {
        OneDnn.Weighted made =
                ops.oneDnn().depthwiseRows(source, target, top, bottom, first == null ? null : first.weights());
        if (first == null) {
            first = made;
            weights = ops.oneDnn().constants().depthwise(folded.kernel(), made.weights());
        }
        return made.kernel();
    }

    /** Rows of a sample's grid as a picture. */
    private Argument.View rows(Matrix sequences, RowBlock block, int sample, int from, int to) {
        TokenGrid part = new TokenGrid(to - from, grid.columns());
        return sequences
                .rows(block.row(sample, from * grid.columns()), part.tokens())
                .image(part);
    }
}
