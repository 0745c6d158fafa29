package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** ONNX Runtime's int8, which others use and ours is compared with. */
class OnnxInt8Test {
    @Test
    void isCloseToTheExactNetworkButNotEqual() {
        try (ScoringEngine exact = open(EngineOptions.Kind.ONNX_RUNTIME);
                ScoringEngine quantised = open(EngineOptions.Kind.ONNX_RUNTIME_INT8)) {
            assertThat(quantised.description()).startsWith("ONNX Runtime ").endsWith(" int8 CPU");
            for (Sample sample : TinyNetwork.samples(0.5)) {
                float[] expected = exact.predict(sample).teacher().values();
                float[] actual = quantised.predict(sample).teacher().values();
                assertThat(relativeError(actual, expected)).isBetween(1e-4, 0.1);
            }
        }
    }

    /** Root mean square of the difference, relative to that of what is expected. */
    private static double relativeError(float[] actual, float[] expected) {
        double difference = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            difference += Math.pow(actual[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        return Math.sqrt(difference / size);
    }

    private static ScoringEngine open(EngineOptions.Kind kind) {
        return ScoringEngines.open(TinyNetwork.CONFIG, TinyNetwork.weights(), new EngineOptions(1, kind));
    }
}
