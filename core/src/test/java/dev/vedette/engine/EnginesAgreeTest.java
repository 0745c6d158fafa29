package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnginesAgreeTest {
    @ParameterizedTest(name = "{0}x{1} patch {2}, widths {3} and {4}, {5} + {6} blocks, {7} heads, mask {8}")
    @CsvSource({
        // Odd grids, one row or one column of tokens, a single token.
        "24, 40, 8, 32, 16, 1, 1, 4, 0.5",
        "72, 8, 8, 32, 16, 2, 2, 4, 0.1",
        "8, 56, 8, 32, 16, 1, 2, 4, 0.9",
        "8, 8, 8, 32, 16, 1, 1, 4, 0.5",
        // Widths that fill no vector, more and fewer heads, other patches.
        "28, 20, 4, 24, 12, 1, 3, 2, 0.3",
        "35, 15, 5, 20, 10, 2, 1, 1, 0.7",
        "64, 32, 16, 64, 48, 1, 1, 8, 0.25",
        // More tokens than one block of queries.
        "96, 72, 4, 32, 16, 1, 1, 4, 0.4",
    })
    void onAnyShape(
            int width,
            int height,
            int patch,
            int encoderWidth,
            int decoderWidth,
            int encoderDepth,
            int decoderDepth,
            int heads,
            double maskRatio) {
        NetworkConfig network = new NetworkConfig(
                width, height, patch, encoderWidth, decoderWidth, encoderDepth, decoderDepth, heads, 2, maskRatio);
        Random random = new Random(7);
        assertAgree(network, RandomNetworks.weights(network, random), random, 2e-5f);
    }

    /** Attention to few tokens alone: scores far beyond what an exponential of floats can hold, and far below. */
    @ParameterizedTest(name = "queries times {0}")
    @ValueSource(floats = {-1000, 1000})
    void whereScoresAreExtreme(float factor) {
        NetworkConfig network = new NetworkConfig(96, 72, 4, 32, 16, 1, 1, 4, 2, 0.4);
        Random random = new Random(7);
        Weights weights = RandomNetworks.weights(network, random);
        weights.asMap().forEach((name, tensor) -> {
            if (name.contains("proj_q.")) {
                for (int i = 0; i < tensor.values().length; i++) {
                    tensor.values()[i] *= factor;
                }
            }
        });
        assertAgree(network, weights, random, 2e-3f);
    }

    private static void assertAgree(NetworkConfig network, Weights weights, Random random, float difference) {
        List<Sample> samples = RandomNetworks.samples(network, 2, random);
        try (ScoringEngine one =
                        ScoringEngines.open(network, weights, new EngineOptions(1, EngineOptions.Kind.ONEDNN));
                ScoringEngine other =
                        ScoringEngines.open(network, weights, new EngineOptions(1, EngineOptions.Kind.ONNX_RUNTIME))) {
            for (Sample sample : samples) {
                Prediction a = one.predict(sample);
                Prediction b = other.predict(sample);
                assertThat(a.latent().values()).containsExactly(b.latent().values(), within(difference));
                assertThat(a.teacher().values()).containsExactly(b.teacher().values(), within(difference));
                assertThat(a.student().values()).containsExactly(b.student().values(), within(difference));
            }
        }
    }
}
