package dev.vedette.engine;

import dev.vedette.engine.ActivationRanges.Range;
import dev.vedette.engine.onednn.Numbers;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network's linear layers as integers: an input x = s·i + b and weights w[o] = c[o]·j give s·c[o]·Σ i·j + b·c[o]·Σ j, with 8-bit i and j and
 * a sum that is exact. Thread-safe.
 */
final class QuantisedLayers {
    private static final float LARGEST = 127;

    private final Weights weights;
    private final ActivationRanges ranges;
    private final Map<String, Layer> known = new ConcurrentHashMap<>();

    QuantisedLayers(Weights weights, ActivationRanges ranges) {
        this.weights = weights;
        this.ranges = ranges;
    }

    /**
     * @param weights [in, out]
     * @param scales of the sums, one for each output
     * @param bias in the result's own scale, [out]
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Layer(byte[] weights, float[] scales, float[] bias) {}

    /** How a linear layer takes its input. */
    Numbers input(String layer) {
        Range range = ranges.input(layer);
        return Numbers.uint8(range.low(), range.high());
    }

    /** How queries and keys are written. */
    Numbers output(String layer) {
        return Numbers.int8(ranges.output(layer).largest());
    }

    Layer linear(String layer) {
        return known.computeIfAbsent(layer, name -> quantised(matrix(name).values(), bias(name), input(name)));
    }

    /** The patch embedding of pictures as {@link Numbers#PICTURE}, pixel by pixel. */
    Layer embedding(String layer) {
        return known.computeIfAbsent(layer, name -> quantised(byPixel(matrix(name)), bias(name), Numbers.PICTURE));
    }

    private Tensor matrix(String layer) {
        return weights.get(layer + ".weight");
    }

    private float[] bias(String layer) {
        return weights.get(layer + ".bias").values();
    }

    /** From [D, picture and channel, y, x] to [D, picture, y, x, channel]. */
    private static float[] byPixel(Tensor weight) {
        int channels = Sample.CHANNELS;
        int pixels = weight.shape()[2] * weight.shape()[3];
        float[] given = weight.values();
        float[] result = new float[given.length];
        for (int i = 0; i < given.length; i++) {
            int pixel = i % pixels;
            int plane = i / pixels;
            result[(plane / channels * pixels + pixel) * channels + plane % channels] = given[i];
        }
        return result;
    }

    /** @param weight [out, in] */
    private static Layer quantised(float[] weight, float[] bias, Numbers input) {
        int outputs = bias.length;
        int inputs = weight.length / outputs;
        Layer layer = new Layer(new byte[weight.length], new float[outputs], bias.clone());
        for (int out = 0; out < outputs; out++) {
            float largest = Float.MIN_NORMAL;
            for (int in = 0; in < inputs; in++) {
                largest = Math.max(largest, Math.abs(weight[out * inputs + in]));
            }
            float step = largest / LARGEST;
            int sum = 0;
            for (int in = 0; in < inputs; in++) {
                byte rounded = (byte) Math.round(weight[out * inputs + in] / step);
                layer.weights[in * outputs + out] = rounded;
                sum += rounded;
            }
            layer.scales[out] = step * input.scale();
            layer.bias[out] += input.offset() * step * sum;
        }
        return layer;
    }
}
