package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;

/**
 * softmax(scale · q · kᵀ) · v of all heads of several short sequences in three steps: there the time goes into beginning steps, not into what
 * they compute. Queries and keys may be of integers, values are floats.
 */
final class ManyHeads {
    private final OneDnn oneDnn;
    private final int samples;
    private final int heads;
    private final float scale;

    ManyHeads(OneDnn oneDnn, int samples, int heads, float scale) {
        this.oneDnn = oneDnn;
        this.samples = samples;
        this.heads = heads;
        this.scale = scale;
    }

    /** All [samples·(1+T), C]. */
    List<Step> steps(Matrix q, Matrix k, Matrix v, Matrix mixed) {
        int tokens = q.rows() / samples;
        Matrix weights = Matrix.dense(samples * heads * tokens, tokens);
        Argument.View ofWeights = new Argument.View(weights, new long[] {samples, heads, tokens, tokens}, new long[] {
            (long) heads * tokens * tokens, (long) tokens * tokens, tokens, 1
        });
        Argument.View ofQ = q.heads(samples, heads);
        Argument.View ofK = k.transposedHeads(samples, heads);
        Argument.View ofV = v.heads(samples, heads);
        Argument.View ofMixed = mixed.heads(samples, heads);
        post_ops scaled = new post_ops();
        scaled.append_eltwise(
                dnnl.algorithm.eltwise_linear,
                scale * q.numbers().scale() * k.numbers().scale(),
                0);
        return List.of(
                Attention.product(oneDnn.product(ofQ, ofK, ofWeights, scaled), ofQ, ofK, ofWeights),
                new Step.OfPrimitive(
                        oneDnn.softmax(weights.view()),
                        Map.of(dnnl.DNNL_ARG_SRC, weights.view(), dnnl.DNNL_ARG_DST, weights.view())),
                Attention.product(oneDnn.product(ofWeights, ofV, ofMixed, new post_ops()), ofWeights, ofV, ofMixed));
    }
}
