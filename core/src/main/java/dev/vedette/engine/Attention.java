package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;

/**
 * softmax(scale · q · kᵀ) · v, head by head and in blocks of queries: the weights of one block stay in a core's second-level cache
 * (160 × 801 floats are 0.5 MB) where the whole L×L matrix would go through main memory twice.
 *
 * <p>The product of queries and keys goes through an exponential before it reaches memory, and what is mixed by these weights is divided by their sums: two passes
 * over the weights less than a softmax, which looks for the highest of each row first. Scores of 8-bit factors stay far below what a float's
 * exponential can hold. Where those of floats do not, the sums show it, and the block is computed by way of a softmax.
 */
final class Attention {
    /** Scores of integers beyond are cut off: e to this power, times any number of keys, is a float. */
    private static final float HIGHEST_SCORE = 60;

    /** No 8-bit integer is further from 0. */
    private static final float FURTHEST = 128;

    private static final int SQUARINGS = 8;

    /** What a block's weights may take of a core's second-level cache. */
    private static final int BLOCK_BYTES = 512 * 1024;

    /** Below, weights that are too small for a float might count: a thousand of them are less than a float's last digit of this. */
    private static final float LEAST_SUM = 1e-27f;

    /** Above, what is mixed might not be a float any more before it is divided. */
    private static final float GREATEST_SUM = 1e27f;

    private final OneDnn oneDnn;
    private final float scale;
    private final Map<Integer, Primitives> byRows = new HashMap<>();

    /** @param softmax where sums do not hold; those of integers always do */
    private record Primitives(primitive weights, primitive sums, primitive mix, Optional<Softmax> softmax) {}

    private record Softmax(primitive scores, primitive softmax, primitive mix) {}

    Attention(OneDnn oneDnn, float scale) {
        this.oneDnn = oneDnn;
        this.scale = scale;
    }

    /** Steps of one head, whose columns are given; q and k are of float32 or int8, the weights of the same numbers as v, float32 or bfloat16. */
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

    private record Block(Matrix q, Matrix k, Matrix v, Matrix weights, Matrix sums, Matrix mixed) {
        int rows() {
            return q.rows();
        }
    }

    private void planBlock(Block block, List<Step> steps) {
        Primitives primitives = byRows.computeIfAbsent(block.rows(), rows -> primitives(block));
        Argument sums = block.sums.view().batch();
        steps.add(weighing(primitives.weights, block));
        steps.add(new Step.OfPrimitive(
                primitives.sums, Map.of(dnnl.DNNL_ARG_SRC, block.weights.view().batch(), dnnl.DNNL_ARG_DST, sums)));
        Step mixing = new Step.OfPrimitive(
                primitives.mix,
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        block.weights.view().batch(),
                        dnnl.DNNL_ARG_WEIGHTS,
                        block.v.view().batch(),
                        dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE | dnnl.DNNL_ARG_SRC_1,
                        sums,
                        dnnl.DNNL_ARG_DST,
                        block.mixed.view().batch()));
        steps.add(primitives
                .softmax
                .map(softmax -> whereSumsHold(block, mixing, softmax))
                .orElse(mixing));
    }

    private static Step whereSumsHold(Block block, Step mixing, Softmax primitives) {
        Argument weights = block.weights.view();
        return new Step.OfChoice(
                block.sums,
                Attention::hold,
                List.of(mixing),
                List.of(
                        weighing(primitives.scores, block),
                        new Step.OfPrimitive(
                                primitives.softmax, Map.of(dnnl.DNNL_ARG_SRC, weights, dnnl.DNNL_ARG_DST, weights)),
                        product(
                                primitives.mix,
                                block.weights.view().batch(),
                                block.v.view().batch(),
                                block.mixed.view().batch())));
    }

    private static boolean hold(FloatBuffer sums) {
        for (int i = 0; i < sums.limit(); i++) {
            // Written so that what is not a number does not hold.
            if (!(sums.get(i) > LEAST_SUM && sums.get(i) < GREATEST_SUM)) {
                return false;
            }
        }
        return true;
    }

    private static Step weighing(primitive product, Block block) {
        return product(
                product,
                block.q.view().batch(),
                block.k.transposed().batch(),
                block.weights.view().batch());
    }

    static Step product(primitive product, Argument a, Argument b, Argument result) {
        return new Step.OfPrimitive(
                product, Map.of(dnnl.DNNL_ARG_SRC, a, dnnl.DNNL_ARG_WEIGHTS, b, dnnl.DNNL_ARG_DST, result));
    }

    /** Products are planned as batches of one: oneDNN 3.11 takes a faster kernel for these where a head has 32 channels. */
    private Primitives primitives(Block block) {
        Argument.View weights = block.weights.view().batch();
        Argument.View sums = block.sums.view().batch();
        post_ops mean = new post_ops();
        mean.append_binary(dnnl.algorithm.binary_div, sums.desc());
        boolean floats = block.q.numbers().areFloats();
        return new Primitives(
                scores(block, floats ? exponential() : exponentialOfIntegers(block)),
                oneDnn.rowSums(weights, sums),
                mix(block, mean),
                floats ? Optional.of(softmax(block)) : Optional.empty());
    }

    private Softmax softmax(Block block) {
        post_ops scaled = new post_ops();
        scaled.append_eltwise(dnnl.algorithm.eltwise_linear, scale, 0);
        return new Softmax(scores(block, scaled), oneDnn.softmax(block.weights.view()), mix(block, new post_ops()));
    }

    private primitive scores(Block block, post_ops fused) {
        return oneDnn.product(
                block.q.view().batch(),
                block.k.transposed().batch(),
                block.weights.view().batch(),
                fused);
    }

    private primitive mix(Block block, post_ops fused) {
        return oneDnn.product(
                block.weights.view().batch(),
                block.v.view().batch(),
                block.mixed.view().batch(),
                fused);
    }

    /** e^(scale·x), right to the last digit of a float. */
    private post_ops exponential() {
        post_ops fused = new post_ops();
        fused.append_eltwise(dnnl.algorithm.eltwise_linear, scale, 0);
        fused.append_eltwise(dnnl.algorithm.eltwise_exp, 0, 0);
        return fused;
    }

    /**
     * e^(factor·x) as a power of what is nearly 1 + y + y²/2 with y = factor·x / 2^{@value #SQUARINGS}. oneDNN's own exponential takes twice as long;
     * this one is 0.3 % off for scores of 10, and 8-bit factors are further off than that.
     */
    private post_ops exponentialOfIntegers(Block block) {
        float factor = scale * block.q.numbers().scale() * block.k.numbers().scale();
        post_ops fused = new post_ops();
        if (factor * FURTHEST * FURTHEST * block.q.columns() > HIGHEST_SCORE) {
            float highest = HIGHEST_SCORE / factor;
            fused.append_eltwise(dnnl.algorithm.eltwise_clip, -highest, highest);
        }
        fused.append_eltwise(dnnl.algorithm.eltwise_linear, factor / (1 << SQUARINGS), 1);
        fused.append_eltwise(dnnl.algorithm.eltwise_square, 0, 0);
        fused.append_eltwise(dnnl.algorithm.eltwise_linear, 0.5f, 0.5f); // ((1 + y)² + 1) / 2
        for (int i = 0; i < SQUARINGS; i++) {
            fused.append_eltwise(dnnl.algorithm.eltwise_square, 0, 0);
        }
        return fused;
    }
}
