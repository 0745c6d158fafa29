package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.NetworkConfig;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;

/** The mean of the anomaly channel of a decoder's prediction: the prediction's linear layer with the mean of its rows of that channel. */
final class AnomalyMean {
    private final OneDnnOps ops;
    private final float[] weight;
    private final float[] bias;

    AnomalyMean(OneDnnOps ops, String layer) {
        this.ops = ops;
        this.weight = mean(
                ops.weights().get(layer + ".weight").values(),
                ops.weights().get(layer + ".bias").values().length);
        this.bias = mean(
                ops.weights().get(layer + ".bias").values(),
                ops.weights().get(layer + ".bias").values().length);
    }

    /** Mean over the rows of the anomaly channel of [outputs, n]. */
    private static float[] mean(float[] values, int outputs) {
        int columns = values.length / outputs;
        double[] sums = new double[columns];
        for (int row = NetworkConfig.OUTPUT_CHANNELS - 1; row < outputs; row += NetworkConfig.OUTPUT_CHANNELS) {
            for (int i = 0; i < columns; i++) {
                sums[i] += values[row * columns + i];
            }
        }
        float[] mean = new float[columns];
        for (int i = 0; i < columns; i++) {
            mean[i] = (float) (sums[i] * NetworkConfig.OUTPUT_CHANNELS / outputs);
        }
        return mean;
    }

    /** From [L, E] to [L, 1]. */
    void plan(Matrix from, Matrix to) {
        Map<Integer, primitive> kernels = new HashMap<>();
        OneDnn oneDnn = ops.oneDnn();
        OneDnn.Weighted first =
                oneDnn.linear(from.rows(0, 1).view(), to.rows(0, 1).view(), true, new post_ops());
        Argument weights = oneDnn.constants().linear(weight, 1, first.weights());
        Argument ofBias = oneDnn.constants().row(bias);
        ops.planRows(to, block -> {
            Argument.View source = block.of(from).view();
            Argument.View target = block.of(to).view();
            primitive kernel = kernels.computeIfAbsent(
                    target.matrix().rows(), rows -> oneDnn.linear(source, first.weights(), target, true, new post_ops())
                            .kernel());
            return new Step.OfPrimitive(
                    kernel,
                    Map.of(
                            dnnl.DNNL_ARG_SRC, source,
                            dnnl.DNNL_ARG_WEIGHTS, weights,
                            dnnl.DNNL_ARG_BIAS, ofBias,
                            dnnl.DNNL_ARG_DST, target));
        });
    }
}
