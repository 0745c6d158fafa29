package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;

/**
 * softmax(scale · q · kᵀ) · v, head by head and in blocks of queries: the scores of one block against all keys stay in a core's
 * second-level cache (134 × 801 floats are 0.4 MB) where the whole L×L matrix would go through main memory twice.
 */
final class Attention {
    /** Most queries of a block. */
    private static final int BLOCK = 160;

    private final OneDnn oneDnn;
    private final float scale;
    private final Map<Integer, Primitives> byRows = new HashMap<>();

    private record Primitives(primitive scores, primitive softmax, primitive mix) {}

    Attention(OneDnn oneDnn, float scale) {
        this.oneDnn = oneDnn;
        this.scale = scale;
    }

    /** Steps of one head, whose columns are given. */
    List<Step> head(Matrix q, Matrix k, Matrix v, Matrix mixed) {
        List<Step> steps = new ArrayList<>();
        int blocks = q.blocks(BLOCK);
        Matrix scores = Matrix.dense(q.block(blocks - 1, blocks).rows(), k.rows());
        for (int i = 0; i < blocks; i++) {
            Matrix queries = q.block(i, blocks);
            planBlock(queries, k, v, scores.rows(0, queries.rows()), mixed.block(i, blocks), steps);
        }
        return steps;
    }

    /** Products are planned as batches of one: oneDNN 3.11 takes a faster kernel for these where a head has 32 channels. */
    private void planBlock(Matrix q, Matrix k, Matrix v, Matrix scores, Matrix mixed, List<Step> steps) {
        Primitives primitives = byRows.computeIfAbsent(q.rows(), rows -> primitives(q, k, v, scores, mixed));
        steps.add(product(
                primitives.scores,
                q.view().batch(),
                k.transposed().batch(),
                scores.view().batch()));
        steps.add(new Step.OfPrimitive(
                primitives.softmax, Map.of(dnnl.DNNL_ARG_SRC, scores.view(), dnnl.DNNL_ARG_DST, scores.view())));
        steps.add(product(
                primitives.mix,
                scores.view().batch(),
                v.view().batch(),
                mixed.view().batch()));
    }

    static Step product(primitive product, Argument a, Argument b, Argument result) {
        return new Step.OfPrimitive(
                product, Map.of(dnnl.DNNL_ARG_SRC, a, dnnl.DNNL_ARG_WEIGHTS, b, dnnl.DNNL_ARG_DST, result));
    }

    private Primitives primitives(Matrix q, Matrix k, Matrix v, Matrix scores, Matrix mixed) {
        post_ops scaled = new post_ops();
        scaled.append_eltwise(dnnl.algorithm.eltwise_linear, scale, 0);
        Argument.View batch = scores.view().batch();
        return new Primitives(
                oneDnn.product(q.view().batch(), k.transposed().batch(), batch, scaled),
                oneDnn.softmax(scores.view()),
                oneDnn.product(batch, v.view().batch(), mixed.view().batch(), new post_ops()));
    }
}
