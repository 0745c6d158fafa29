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
 * softmax(scale · q · kᵀ) · v with queries and keys of int8. Their product goes through an exponential before it reaches memory; nothing is
 * subtracted from it first, because scores of 8-bit factors stay far below what a float's exponential can hold. The sums are divided by last.
 * The weights are of the same numbers as the values.
 */
final class IntegerAttention {
    /** Scores beyond are cut off: e to this power, times any number of keys, is a float. */
    private static final float HIGHEST_SCORE = 60;

    /** No 8-bit integer is further from 0. */
    private static final float FURTHEST = 128;

    private static final int SQUARINGS = 8;

    /** What a block's weights may take of a core's second-level cache. */
    private static final int BLOCK_BYTES = 512 * 1024;

    private final OneDnn oneDnn;
    private final float scale;
    private final Map<Integer, Primitives> byRows = new HashMap<>();

    private record Primitives(primitive weights, primitive sums, primitive mix) {}

    IntegerAttention(OneDnn oneDnn, float scale) {
        this.oneDnn = oneDnn;
        this.scale = scale;
    }

    /** Steps of one head, whose columns are given; q and k are of int8, v of float32 or bfloat16. */
    List<Step> head(Matrix q, Matrix k, Matrix v, Matrix mixed) {
        List<Step> steps = new ArrayList<>();
        int blocks = q.blocks(Math.max(1, BLOCK_BYTES / (k.rows() * v.numbers().bytes())));
        int most = q.block(blocks - 1, blocks).rows();
        // Rows padded to whole cache lines would be read faster, but oneDNN then reads the padding too, and what lies
        // there times 0 is not always 0.
        Matrix weights = Matrix.dense(most, k.rows(), v.numbers());
        Matrix sums = Matrix.dense(most, 1);
        for (int i = 0; i < blocks; i++) {
            Matrix queries = q.block(i, blocks);
            int rows = queries.rows();
            planBlock(
                    new Block(queries, k, v, weights.rows(0, rows), sums.rows(0, rows), mixed.block(i, blocks)), steps);
        }
        return steps;
    }

    private record Block(Matrix q, Matrix k, Matrix v, Matrix weights, Matrix sums, Matrix mixed) {}

    private void planBlock(Block block, List<Step> steps) {
        Argument.View weights = block.weights.view().batch();
        Argument.View sums = block.sums.view().batch();
        Primitives primitives = byRows.computeIfAbsent(block.q.rows(), rows -> primitives(block));
        steps.add(Attention.product(
                primitives.weights, block.q.view().batch(), block.k.transposed().batch(), weights));
        steps.add(new Step.OfPrimitive(primitives.sums, Map.of(dnnl.DNNL_ARG_SRC, weights, dnnl.DNNL_ARG_DST, sums)));
        steps.add(new Step.OfPrimitive(
                primitives.mix,
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        weights,
                        dnnl.DNNL_ARG_WEIGHTS,
                        block.v.view().batch(),
                        dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1,
                        sums,
                        dnnl.DNNL_ARG_DST,
                        block.mixed.view().batch())));
    }

    /**
     * e^(factor·x) as a power of what is nearly 1 + y + y²/2 with y = factor·x / 2^{@value #SQUARINGS}. oneDNN's own exponential, which is right to the
     * last digit of a float, takes twice as long; this one is 0.3 % off for scores of 10, and 8-bit factors are further off than that.
     */
    private static void exponential(float factor, post_ops fused) {
        fused.append_eltwise(dnnl.algorithm.eltwise_linear, factor / (1 << SQUARINGS), 1);
        fused.append_eltwise(dnnl.algorithm.eltwise_square, 0, 0);
        fused.append_eltwise(dnnl.algorithm.eltwise_linear, 0.5f, 0.5f); // ((1 + y)² + 1) / 2
        for (int i = 0; i < SQUARINGS; i++) {
            fused.append_eltwise(dnnl.algorithm.eltwise_square, 0, 0);
        }
    }

    private Primitives primitives(Block block) {
        Argument.View weights = block.weights.view().batch();
        Argument.View sums = block.sums.view().batch();
        post_ops exponential = new post_ops();
        float written = scale * block.q.numbers().scale() * block.k.numbers().scale();
        if (written * FURTHEST * FURTHEST * block.q.columns() > HIGHEST_SCORE) {
            float highest = HIGHEST_SCORE / written;
            exponential.append_eltwise(dnnl.algorithm.eltwise_clip, -highest, highest);
        }
        exponential(written, exponential);
        post_ops mean = new post_ops();
        mean.append_binary(dnnl.algorithm.binary_div, sums.desc());
        return new Primitives(
                oneDnn.product(block.q.view().batch(), block.k.transposed().batch(), weights, exponential),
                oneDnn.rowSums(weights, sums),
                oneDnn.product(
                        weights, block.v.view().batch(), block.mixed.view().batch(), mean));
    }
}
