package dev.vedette.engine;

import java.util.List;
import java.util.Map;

/** How an ONNX graph multiplies by the weights of a linear layer. */
enum OnnxProduct {
    FLOAT32 {
        @Override
        String write(OnnxGraph graph, String x, String name, float[] weight, int columns) {
            return graph.node("MatMul", Map.of(), x, graph.floats(name, weight, weight.length / columns, columns));
        }
    },

    /**
     * Dynamic quantisation as {@code onnxruntime.quantization.quantize_dynamic} writes it by default: activations to 0..255 by the range that
     * each tensor turns out to have, weights to −127..127 by the largest of the layer.
     */
    INT8 {
        @Override
        String write(OnnxGraph graph, String x, String name, float[] weight, int columns) {
            float largest = 0;
            for (float value : weight) {
                largest = Math.max(largest, Math.abs(value));
            }
            float scale = largest == 0 ? 1 : largest / Byte.MAX_VALUE;
            byte[] quantised = new byte[weight.length];
            for (int i = 0; i < weight.length; i++) {
                quantised[i] = (byte) Math.round(weight[i] / scale);
            }
            List<String> input = graph.node("DynamicQuantizeLinear", Map.of(), 3, x); // values, scale, zero point
            String product = graph.node(
                    "MatMulInteger",
                    Map.of(),
                    input.get(0),
                    graph.bytes(name, quantised, weight.length / columns, columns),
                    input.get(2));
            String scales =
                    graph.node("Mul", Map.of(), input.get(1), graph.floats(name + ".scale", new float[] {scale}));
            return graph.node("Mul", Map.of(), graph.node("Cast", Map.of("to", OnnxGraph.Type.FLOAT), product), scales);
        }
    };

    /**
     * x · weight.
     *
     * @param x [N, T, in]
     * @param name for the weight
     * @param weight [in, columns]
     */
    abstract String write(OnnxGraph graph, String x, String name, float[] weight, int columns);
}
