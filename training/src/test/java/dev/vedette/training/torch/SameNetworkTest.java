package dev.vedette.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What learns and what scores are the same network. */
class SameNetworkTest {
    @ParameterizedTest
    @CsvSource({"128, 64, 16, 0.5", "96, 64, 8, 0.5", "72, 40, 8, 0.25", "40, 24, 4, 0.75"})
    void learningAndScoringAgree(int width, int height, int patch, double maskRatio) {
        long seed = 11;
        NetworkConfig network = NetworkConfig.paper(width, height, patch).withMaskRatio(maskRatio);
        Weights weights = Weights.initial(network, seed);
        Random random = new Random(seed);
        float[] images = new float[NetworkConfig.INPUT_CHANNELS * width * height];
        for (int i = 0; i < images.length; i++) {
            images[i] = 2 * random.nextFloat() - 1;
        }
        Sample sample = new Sample(images, TokenMask.random(network, random));
        try (TorchNetwork learning = new TorchNetwork(network, weights);
                ScoringEngine scoring = ScoringEngines.open(network, weights, EngineOptions.defaults())) {
            Prediction expected = learning.predict(sample);
            Prediction actual = scoring.predict(sample);
            assertClose(actual.latent(), expected.latent());
            assertClose(actual.teacher(), expected.teacher());
            assertClose(actual.student(), expected.student());
        }
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).containsExactly(expected.shape());
        for (int i = 0; i < expected.values().length; i++) {
            assertThat(actual.values()[i])
                    .as("value " + i)
                    .isCloseTo(expected.values()[i], org.assertj.core.api.Assertions.within(2e-5f));
        }
    }
}
