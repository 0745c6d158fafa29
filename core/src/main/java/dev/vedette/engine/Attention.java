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
 * second-level cache (128 × 801 floats are 0.4 MB) where the whole L×L matrix would go through main memory twice.
 */
final class Attention {
    private static final int BLOCK = 128;

    private final OneDnn oneDnn;
    private final float scale;
    private final Map<Integer, Primitives> byRows = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    private record Primitives(primitive scores, primitive softmax, primitive mix) {}

    private Attention(OneDnn oneDnn, float scale) {
        this.oneDnn = oneDnn;
        this.scale = scale;
    }

    static List<Step> steps(OneDnn oneDnn, Matrix q, Matrix k, Matrix v, Matrix mixed, int heads, float scale) {
        Attention attention = new Attention(oneDnn, scale);
        int width = q.columns() / heads;
        for (int head = 0; head < heads; head++) {
            int from = head * width;
            attention.planHead(
                    q.columns(from, width), k.columns(from, width), v.columns(from, width), mixed.columns(from, width));
        }
        return attention.steps;
    }

    private void planHead(Matrix q, Matrix k, Matrix v, Matrix mixed) {
        for (int row = 0; row < q.rows(); row += BLOCK) {
            int rows = Math.min(BLOCK, q.rows() - row);
            planBlock(q.rows(row, rows), k, v, mixed.rows(row, rows));
        }
    }

    /** Products are planned as batches of one: oneDNN 3.11 takes a faster kernel for these where a head has 32 channels. */
    private void planBlock(Matrix q, Matrix k, Matrix v, Matrix mixed) {
        Matrix scores = Matrix.dense(q.rows(), k.rows());
        Primitives primitives = byRows.computeIfAbsent(q.rows(), rows -> primitives(q, k, v, scores, mixed));
        plan(
                primitives.scores,
                q.view().batch(),
                k.transposed().batch(),
                scores.view().batch());
        steps.add(new Step.OfPrimitive(
                primitives.softmax, Map.of(dnnl.DNNL_ARG_SRC, scores.view(), dnnl.DNNL_ARG_DST, scores.view())));
        plan(
                primitives.mix,
                scores.view().batch(),
                v.view().batch(),
                mixed.view().batch());
    }

    private void plan(primitive product, Argument a, Argument b, Argument result) {
        steps.add(new Step.OfPrimitive(
                product, Map.of(dnnl.DNNL_ARG_SRC, a, dnnl.DNNL_ARG_WEIGHTS, b, dnnl.DNNL_ARG_DST, result)));
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
