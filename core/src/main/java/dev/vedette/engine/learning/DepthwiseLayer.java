package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Layouts;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.TokenGrid;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;

/** A depthwise 3×3 convolution with BatchNorm on a grid of tokens, past which the class token goes, with its gradients. */
final class DepthwiseLayer {
    private final Tape tape;
    private final TokenGrid grid;
    private final String layer;
    private final String weight;
    private final float[] kernel;

    DepthwiseLayer(Tape tape, TokenGrid grid, String layer) {
        this.tape = tape;
        this.grid = grid;
        this.layer = layer;
        this.weight = layer + ".conv.weight";
        this.kernel = tape.parameters().get(weight);
    }

    private void plan(org.bytedeco.dnnl.primitive primitive, Map<Integer, Argument> arguments) {
        tape.plan(new Step.OfPrimitive(primitive, arguments));
    }

    Activation apply(Activation x, boolean batchStatistics) {
        int tokens = grid.tokens();
        int channels = x.value().columns();
        Matrix from = x.value().rows(1, tokens);
        Matrix convolved = Matrix.dense(tokens, channels);
        OneDnn.Weighted convolution = tape.oneDnn().depthwise(from.image(grid), convolved.image(grid), new post_ops());
        plan(
                convolution.kernel(),
                Map.of(
                        dnnl.DNNL_ARG_SRC,
                        from.image(grid),
                        dnnl.DNNL_ARG_WEIGHTS,
                        tape.copy(() -> kernel, Layouts.depthwiseKernel(channels), convolution.weights()),
                        dnnl.DNNL_ARG_DST,
                        convolved.image(grid)));
        BatchNorm norm = new BatchNorm(tape, layer + ".bn", convolved);
        Matrix to = Matrix.dense(1 + tokens, channels);
        norm.forward(to.rows(1, tokens), batchStatistics);
        tape.plan(Rows.copy(x.value().rows(0, 1), to.rows(0, 1)));
        Activation y = Activation.of(to, x.learns() || tape.parameters().learns(weight));
        if (y.learns()) {
            tape.onTheWayBack(() -> {
                norm.backward(y.gradient().rows(1, tokens), batchStatistics);
                gradient(x, y.gradient());
            });
        }
        return y;
    }

    private void gradient(Activation x, Matrix gradient) {
        int tokens = grid.tokens();
        int channels = gradient.columns();
        Argument.View pixels = gradient.rows(1, tokens).image(grid);
        if (tape.parameters().learns(weight)) {
            Argument.View from = x.value().rows(1, tokens).image(grid);
            OneDnn.Weighted part = tape.oneDnn().depthwiseGradient(from, pixels);
            Matrix asComputed = Matrix.dense(1, Math.toIntExact(part.weights().get_size() / Float.BYTES));
            Matrix sum = tape.sumOf(weight, 1, kernel.length);
            Argument computed = new Argument.Laid(asComputed, part.weights());
            plan(
                    part.kernel(),
                    Map.of(
                            dnnl.DNNL_ARG_SRC, from,
                            dnnl.DNNL_ARG_DIFF_DST, pixels,
                            dnnl.DNNL_ARG_DIFF_WEIGHTS, computed));
            plan(
                    tape.oneDnn()
                            .rearrangement(part.weights(), sum.depthwiseKernel().desc(), true),
                    Map.of(dnnl.DNNL_ARG_FROM, computed, dnnl.DNNL_ARG_TO, sum.depthwiseKernel()));
        }
        if (x.learns()) {
            Activation.Sink sink = x.sink(tape);
            Argument.View to = sink.target().rows(1, tokens).image(grid);
            // The transpose of a convolution with stride 1 is the convolution with the kernel turned by half a turn.
            OneDnn.Weighted convolution = tape.oneDnn().depthwise(pixels, to, OneDnn.into(sink.adding()));
            plan(
                    convolution.kernel(),
                    Map.of(
                            dnnl.DNNL_ARG_SRC, pixels,
                            dnnl.DNNL_ARG_WEIGHTS,
                                    tape.copy(this::turned, Layouts.depthwiseKernel(channels), convolution.weights()),
                            dnnl.DNNL_ARG_DST, to));
            Matrix first = sink.target().rows(0, 1);
            tape.plan(sink.adding() ? Rows.add(gradient.rows(0, 1), first) : Rows.copy(gradient.rows(0, 1), first));
        }
    }

    private float[] turned() {
        float[] turned = new float[kernel.length];
        for (int from = 0; from < kernel.length; from += 9) {
            for (int i = 0; i < 9; i++) {
                turned[from + i] = kernel[from + 8 - i];
            }
        }
        return turned;
    }
}
