package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Layouts;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Ops;
import dev.vedette.model.Patches;
import dev.vedette.model.TokenGrid;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.javacpp.PointerScope;

/**
 * The network's operations with gradients, for one sample of a batch: each plans its own steps forward and leaves word of how to
 * plan those of its gradients. To be used within one {@link PointerScope}.
 */
final class GradientOps implements Ops<Activation> {
    private static final float NORM_EPSILON = 1e-6f;

    private final Tape tape;
    private final boolean batchStatistics;
    private final boolean dropout;
    private final TokenMoves moves;
    private int dropouts;

    /**
     * @param batchStatistics BatchNorm uses the batch's statistics and lets its running ones follow
     * @param dropout whether dropout drops
     */
    GradientOps(Tape tape, boolean batchStatistics, boolean dropout) {
        this(tape, batchStatistics, dropout, 0);
    }

    /** @param dropouts that there were before: each draws for itself */
    private GradientOps(Tape tape, boolean batchStatistics, boolean dropout, int dropouts) {
        this.tape = tape;
        this.batchStatistics = batchStatistics;
        this.dropout = dropout;
        this.moves = new TokenMoves(tape);
        this.dropouts = dropouts;
    }

    /** Operations that go on behind these, with dropout or without. */
    GradientOps goingOn(boolean withStatistics, boolean withDropout) {
        return new GradientOps(tape, withStatistics, withDropout, dropouts);
    }

    private OneDnn oneDnn() {
        return tape.oneDnn();
    }

    private void plan(org.bytedeco.dnnl.primitive kernel, Map<Integer, Argument> arguments) {
        tape.plan(new Step.OfPrimitive(kernel, arguments));
    }

    @Override
    public Activation embedPatches(Activation images, Activation kept, String layer, NetworkConfig network) {
        Matrix patches = Matrix.dense(network.keptTokens(), network.inputPatchSize());
        Patches layout = new Patches(network, NetworkConfig.INPUT_CHANNELS);
        tape.plan(new Step.OfSample(List.of(patches), memory -> {
            float[] row = new float[patches.columns()];
            int[] tokens = memory.batch().masks().get(memory.sample()).kept();
            for (int i = 0; i < tokens.length; i++) {
                layout.readByChannel(memory.batch().images(), memory.sample(), tokens[i], row, 0);
                memory.write(patches, i, row);
            }
        }));
        return linear(Activation.of(patches, false), layer);
    }

    @Override
    public Activation layerNorm(Activation x, String layer) {
        Matrix from = x.value();
        Matrix to = Matrix.dense(from.rows(), from.columns());
        Matrix mean = Matrix.dense(1, from.rows());
        Matrix variance = Matrix.dense(1, from.rows());
        Argument scale = tape.vector(layer + ".weight");
        plan(
                oneDnn().layerNormWithStatistics(from.view(), to.view(), NORM_EPSILON),
                Map.of(
                        dnnl.DNNL_ARG_SRC, from.view(),
                        dnnl.DNNL_ARG_SCALE, scale,
                        dnnl.DNNL_ARG_SHIFT, tape.vector(layer + ".bias"),
                        dnnl.DNNL_ARG_DST, to.view(),
                        dnnl.DNNL_ARG_MEAN, mean.vector(),
                        dnnl.DNNL_ARG_VARIANCE, variance.vector()));
        Activation y = Activation.of(to, x.learns() || learns(layer));
        if (y.learns()) {
            tape.onTheWayBack(() -> layerNormGradient(x, y, mean, variance, layer, scale));
        }
        return y;
    }

    private void layerNormGradient(
            Activation x, Activation y, Matrix mean, Matrix variance, String layer, Argument scale) {
        Matrix gradient = Matrix.dense(x.value().rows(), x.value().columns());
        Matrix ofScale = Matrix.dense(1, gradient.columns());
        Matrix ofShift = Matrix.dense(1, gradient.columns());
        plan(
                oneDnn().layerNormGradient(x.value().view(), y.gradient().view(), NORM_EPSILON),
                Map.of(
                        dnnl.DNNL_ARG_SRC, x.value().view(),
                        dnnl.DNNL_ARG_SCALE, scale,
                        dnnl.DNNL_ARG_MEAN, mean.vector(),
                        dnnl.DNNL_ARG_VARIANCE, variance.vector(),
                        dnnl.DNNL_ARG_DIFF_DST, y.gradient().view(),
                        dnnl.DNNL_ARG_DIFF_SRC, gradient.view(),
                        dnnl.DNNL_ARG_DIFF_SCALE, ofScale.vector(),
                        dnnl.DNNL_ARG_DIFF_SHIFT, ofShift.vector()));
        if (learns(layer)) {
            tape.plan(Rows.add(ofScale, tape.sumOf(layer + ".weight", 1, gradient.columns())));
            tape.plan(Rows.add(ofShift, tape.sumOf(layer + ".bias", 1, gradient.columns())));
        }
        if (x.learns()) {
            pass(gradient, x);
        }
    }

    /** A finished part of a gradient becomes the gradient or is added to it. */
    private void pass(Matrix part, Activation x) {
        if (x.isFree()) {
            x.gradientIs(part);
            return;
        }
        Matrix sum = x.sink(tape).target();
        plan(
                oneDnn().sum(sum.view(), part.view(), sum.view()),
                Map.of(
                        dnnl.DNNL_ARG_SRC_0, sum.view(),
                        dnnl.DNNL_ARG_SRC_1, part.view(),
                        dnnl.DNNL_ARG_DST, sum.view()));
    }

    /** Whether a layer's weights learn; those of one layer learn together. */
    private boolean learns(String layer) {
        return tape.parameters().learns(layer + ".weight");
    }

    @Override
    public Activation linear(Activation x, String layer) {
        float[] weight = tape.parameters().get(layer + ".weight");
        float[] bias = tape.parameters().get(layer + ".bias");
        int in = weight.length / bias.length;
        int out = bias.length;
        Matrix to = Matrix.dense(x.value().rows(), out);
        Matrix from = x.factor(tape);
        OneDnn.Weighted product = oneDnn().linear(from.view(), to.view(), true, new post_ops());
        plan(
                product.kernel(),
                Map.of(
                        dnnl.DNNL_ARG_SRC, from.view(),
                        dnnl.DNNL_ARG_WEIGHTS, tape.copy(() -> weight, Layouts.transposed(out, in), product.weights()),
                        dnnl.DNNL_ARG_BIAS, tape.vector(layer + ".bias"),
                        dnnl.DNNL_ARG_DST, to.view()));
        Activation y = Activation.of(to, x.learns() || learns(layer));
        if (y.learns()) {
            tape.onTheWayBack(() -> linearGradient(x, y.gradient(), layer, weight, in, out));
        }
        return y;
    }

    private void linearGradient(Activation x, Matrix gradient, String layer, float[] weight, int in, int out) {
        Matrix factor = tape.factor(gradient);
        if (learns(layer)) {
            Matrix sum = tape.sumOf(layer + ".weight", out, in);
            product(factor.transposed(), x.factor(tape).view(), sum.view(), OneDnn.into(true));
            Matrix ofBias = tape.sumOf(layer + ".bias", 1, out);
            columnSums(gradient, ofBias);
        }
        if (x.learns()) {
            Activation.Sink sink = x.sink(tape);
            OneDnn.Weighted product =
                    oneDnn().linear(factor.view(), sink.target().view(), false, OneDnn.into(sink.adding()));
            memory.desc asGiven = new memory.desc(new long[] {out, in}, memory.data_type.f32, memory.format_tag.ab);
            plan(
                    product.kernel(),
                    Map.of(
                            dnnl.DNNL_ARG_SRC, factor.view(),
                            dnnl.DNNL_ARG_WEIGHTS, tape.copy(() -> weight, asGiven, product.weights()),
                            dnnl.DNNL_ARG_DST, sink.target().view()));
        }
    }

    private void product(Argument.View a, Argument.View b, Argument.View to, post_ops fused) {
        plan(
                oneDnn().product(a, b, to, fused),
                Map.of(dnnl.DNNL_ARG_SRC, a, dnnl.DNNL_ARG_WEIGHTS, b, dnnl.DNNL_ARG_DST, to));
    }

    private void columnSums(Matrix matrix, Matrix sum) {
        tape.plan(new Step.OfSample(List.of(matrix, sum), memory -> {
            float[] total = new float[matrix.columns()];
            float[] row = new float[matrix.columns()];
            for (int i = 0; i < matrix.rows(); i++) {
                memory.read(matrix, i, row);
                for (int c = 0; c < row.length; c++) {
                    total[c] += row[c];
                }
            }
            memory.add(sum, 0, total);
        }));
    }

    @Override
    public Activation gelu(Activation x) {
        Matrix to = Matrix.dense(x.value().rows(), x.value().columns());
        plan(
                oneDnn().gelu(x.value().view(), to.view()),
                Map.of(dnnl.DNNL_ARG_SRC, x.value().view(), dnnl.DNNL_ARG_DST, to.view()));
        Activation y = Activation.of(to, x.learns());
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                Argument.View gradient = y.gradient().view();
                plan(
                        oneDnn().geluGradient(x.value().view(), gradient),
                        Map.of(
                                dnnl.DNNL_ARG_SRC,
                                x.value().view(),
                                dnnl.DNNL_ARG_DIFF_DST,
                                gradient,
                                dnnl.DNNL_ARG_DIFF_SRC,
                                gradient));
                x.gradientIs(y.gradient());
            });
        }
        return y;
    }

    /** In place: what comes before, GELU, does not need its own result again. */
    @Override
    public Activation dropout(Activation x, double probability) {
        if (!dropout) {
            return x;
        }
        Dropout drop = new Dropout(probability, dropouts++);
        tape.plan(drop.step(x.value()));
        Activation y = Activation.of(x.value(), x.learns());
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                tape.plan(drop.step(y.gradient()));
                x.gradientIs(y.gradient());
            });
        }
        return y;
    }

    /** In place of b: a linear layer does not need its result again. */
    @Override
    public Activation add(Activation a, Activation b) {
        Matrix to = b.value();
        plan(
                oneDnn().sum(to.view(), a.value().view(), to.view()),
                Map.of(
                        dnnl.DNNL_ARG_SRC_0, to.view(),
                        dnnl.DNNL_ARG_SRC_1, a.value().view(),
                        dnnl.DNNL_ARG_DST, to.view()));
        Activation y = Activation.of(to, a.learns() || b.learns());
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                if (b.learns()) {
                    b.gradientIs(y.gradient());
                }
                if (a.learns()) {
                    // What comes before b has used the gradient by the time that something adds to it for a.
                    a.gradientIs(y.gradient());
                }
            });
        }
        return y;
    }

    @Override
    public Activation dropClassToken(Activation x) {
        return x.rowsFrom(1);
    }

    @Override
    public Activation attention(Activation q, Activation k, Activation v, int heads, double scale) {
        Matrix mixed = Matrix.dense(q.value().rows(), q.value().columns());
        Attention attention =
                new Attention(tape, q.factor(tape), k.factor(tape), v.factor(tape), mixed, heads, (float) scale);
        attention.forward();
        Activation y = Activation.of(mixed, q.learns() || k.learns() || v.learns());
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                List<Matrix> gradients = attention.backward(tape.factor(y.gradient()));
                q.gradientIs(gradients.get(0));
                k.gradientIs(gradients.get(1));
                v.gradientIs(gradients.get(2));
            });
        }
        return y;
    }

    @Override
    public Activation prependToken(Activation x, String name) {
        return moves.prepend(x, name);
    }

    @Override
    public Activation withClassTokenOf(Activation first, Activation rest) {
        return moves.withClassTokenOf(first, rest);
    }

    @Override
    public Activation restoreTokens(Activation x, Activation restore, String maskToken) {
        return moves.restore(x, restore.value().rows(), maskToken);
    }

    @Override
    public Activation depthwise(Activation x, TokenGrid grid, String layer) {
        return new DepthwiseLayer(tape, grid, layer).apply(x, batchStatistics);
    }
}
