package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;

/**
 * softmax(scale · q · kᵀ) · v and its gradients, head by head and in blocks of queries. A block's shares of attention stay in a
 * core's second-level cache and are computed anew on the way back, so that no L×L matrix is ever in memory (the idea of
 * FlashAttention, Dao et al., 2022).
 */
final class Attention {
    /** Most queries of a block. */
    private static final int BLOCK = 160;

    private final Tape tape;
    private final OneDnn oneDnn;
    private final Matrix q;
    private final Matrix k;
    private final Matrix v;
    private final Matrix mixed;
    private final int heads;
    private final float scale;
    private final Map<String, primitive> primitives = new HashMap<>();

    Attention(Tape tape, Matrix q, Matrix k, Matrix v, Matrix mixed, int heads, float scale) {
        this.tape = tape;
        this.oneDnn = tape.oneDnn();
        this.q = q;
        this.k = k;
        this.v = v;
        this.mixed = mixed;
        this.heads = heads;
        this.scale = scale;
    }

    /** One head's channels of a matrix. */
    private Matrix head(Matrix matrix, int head) {
        int width = matrix.columns() / heads;
        return matrix.columns(head * width, width);
    }

    private Matrix block(Matrix matrix, int number) {
        return matrix.block(number, q.blocks(BLOCK));
    }

    void forward() {
        for (int head = 0; head < heads; head++) {
            for (int block = 0; block < q.blocks(BLOCK); block++) {
                Matrix shares = tape.factor(shares(head, block));
                product(
                        "mix",
                        shares.view(),
                        head(v, head).view(),
                        block(head(mixed, head), block).view(),
                        new post_ops());
            }
        }
    }

    /** Plans the shares of attention of one block of queries: [block, L]. */
    private Matrix shares(int head, int block) {
        Matrix queries = block(head(q, head), block);
        Matrix scores = Matrix.dense(queries.rows(), k.rows());
        product("scores", queries.view(), head(k, head).transposed(), scores.view(), scaled());
        tape.plan(new Step.OfPrimitive(
                primitives.computeIfAbsent("softmax " + scores.rows(), name -> oneDnn.softmax(scores.view())),
                Map.of(dnnl.DNNL_ARG_SRC, scores.view(), dnnl.DNNL_ARG_DST, scores.view())));
        return scores;
    }

    /**
     * With P the shares and G the gradient of the result: dV = Pᵀ·G, dS = softmax'(P, G·Vᵀ), dQ = scale·dS·K, dK = scale·dSᵀ·Q.
     *
     * @return gradients of q, k and v
     */
    List<Matrix> backward(Matrix gradient) {
        Matrix ofQ = Matrix.dense(q.rows(), q.columns());
        Matrix ofK = Matrix.dense(k.rows(), k.columns());
        Matrix ofV = Matrix.dense(v.rows(), v.columns());
        for (int head = 0; head < heads; head++) {
            for (int block = 0; block < q.blocks(BLOCK); block++) {
                String first = block == 0 ? "first" : "later";
                Matrix shares = shares(head, block);
                Matrix result = block(head(gradient, head), block);
                Matrix scores = Matrix.dense(shares.rows(), shares.columns());
                product(
                        first + " of v",
                        tape.factor(shares).transposed(),
                        result.view(),
                        head(ofV, head).view(),
                        OneDnn.into(block > 0));
                product("of shares", result.view(), head(v, head).transposed(), scores.view(), scaled());
                tape.plan(new Step.OfPrimitive(
                        primitives.computeIfAbsent(
                                "softmax gradient " + shares.rows(), name -> oneDnn.softmaxGradient(shares.view())),
                        Map.of(
                                dnnl.DNNL_ARG_DST, shares.view(),
                                dnnl.DNNL_ARG_DIFF_DST, scores.view(),
                                dnnl.DNNL_ARG_DIFF_SRC, scores.view())));
                Matrix ofScores = tape.factor(scores);
                product(
                        "of q",
                        ofScores.view(),
                        head(k, head).view(),
                        block(head(ofQ, head), block).view(),
                        new post_ops());
                product(
                        first + " of k",
                        ofScores.transposed(),
                        block(head(q, head), block).view(),
                        head(ofK, head).view(),
                        OneDnn.into(block > 0));
            }
        }
        return List.of(ofQ, ofK, ofV);
    }

    private post_ops scaled() {
        post_ops fused = new post_ops();
        fused.append_eltwise(dnnl.algorithm.eltwise_linear, scale, 0);
        return fused;
    }

    /** Products are planned as batches of one: oneDNN 3.11 takes a faster kernel for these where a head has 32 channels. */
    private void product(String what, Argument.View a, Argument.View b, Argument.View to, post_ops fused) {
        primitive product = primitives.computeIfAbsent(
                what + " " + a.shape()[0] + " " + a.shape()[1],
                name -> oneDnn.product(a.batch(), b.batch(), to.batch(), fused));
        tape.plan(new Step.OfPrimitive(
                product,
                Map.of(
                        dnnl.DNNL_ARG_SRC, a.batch(),
                        dnnl.DNNL_ARG_WEIGHTS, b.batch(),
                        dnnl.DNNL_ARG_DST, to.batch())));
    }
}
