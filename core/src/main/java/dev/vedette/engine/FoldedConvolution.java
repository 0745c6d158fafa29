package dev.vedette.engine;

import dev.vedette.model.Weights;

/**
 * A depthwise convolution followed by BatchNorm as one convolution with bias: with s = γ/√(σ² + ε), kernel·s and β − μ·s.
 *
 * @param kernel [C, 1, 3, 3]
 * @param bias [C]
 */
@SuppressWarnings("ArrayRecordComponent")
record FoldedConvolution(float[] kernel, float[] bias) {
    private static final double EPSILON = 1e-5;

    static FoldedConvolution of(Weights weights, String layer) {
        float[] kernel = weights.get(layer + ".conv.weight").values().clone();
        float[] gamma = weights.get(layer + ".bn.weight").values();
        float[] mean = weights.get(layer + ".bn.running_mean").values();
        float[] variance = weights.get(layer + ".bn.running_var").values();
        float[] bias = weights.get(layer + ".bn.bias").values().clone();
        int taps = kernel.length / bias.length;
        for (int c = 0; c < bias.length; c++) {
            double scale = gamma[c] / Math.sqrt(variance[c] + EPSILON);
            bias[c] = (float) (bias[c] - mean[c] * scale);
            for (int i = c * taps; i < (c + 1) * taps; i++) {
                kernel[i] = (float) (kernel[i] * scale);
            }
        }
        return new FoldedConvolution(kernel, bias);
    }
}
