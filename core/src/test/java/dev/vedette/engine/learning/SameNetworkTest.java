package dev.vedette.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.engine.onednn.Bfloat16;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What learns and what scores are the same network, and gradients are slopes, at sizes that no golden vector has. */
class SameNetworkTest {
    private static final long SEED = 11;

    @ParameterizedTest
    @CsvSource({"128, 64, 16, 0.5", "96, 64, 8, 0.5", "72, 40, 8, 0.25", "40, 24, 4, 0.75", "8, 8, 8, 0.5"})
    void learningAndScoringAgree(int width, int height, int patch, double maskRatio) {
        NetworkConfig network = NetworkConfig.paper(width, height, patch).withMaskRatio(maskRatio);
        Weights weights = Weights.initial(network, SEED);
        Batch batch = batch(network, 3);
        double squares = 0;
        double distances = 0;
        try (ScoringEngine scoring = ScoringEngines.open(network, weights, EngineOptions.defaults())) {
            for (int i = 0; i < 3; i++) {
                int size = batch.images().length / 3;
                float[] images = Arrays.copyOfRange(batch.images(), i * size, (i + 1) * size);
                Prediction prediction =
                        scoring.predict(new Sample(images, batch.masks().get(i)));
                squares += removedError(batch, i, prediction.teacher(), null);
                distances += removedError(batch, i, prediction.student(), prediction.teacher());
            }
        }
        assertThat(evaluate(network, weights, batch, false)).isCloseTo(squares / 3, within(1e-5 * squares));
        if (network.tokens() > network.keptTokens()) {
            assertThat(evaluate(network, weights, batch, true)).isCloseTo(distances / 3, within(1e-5 * distances));
        }
    }

    private static double evaluate(NetworkConfig network, Weights weights, Batch batch, boolean student) {
        try (Learner learner =
                new Learner(network, weights, new Learner.Options(student, false, 1, true, false, false, 2))) {
            return learner.evaluate(batch);
        }
    }

    /** Mean over the removed tokens; against frame t and the map where there is no other target. */
    private static double removedError(
            Batch batch, int image, Tensor prediction, @org.jspecify.annotations.Nullable Tensor target) {
        NetworkConfig network = batch.network();
        int size = network.outputPatchSize();
        float[] wanted = new float[size];
        double sum = 0;
        int removed = 0;
        for (int token = 0; token < network.tokens(); token++) {
            if (!batch.masks().get(image).removed(token)) {
                continue;
            }
            removed++;
            if (target == null) {
                new dev.vedette.model.Patches(network, 4).readByPixel(batch.targets(), image, token, wanted);
            } else {
                System.arraycopy(target.values(), token * size, wanted, 0, size);
            }
            for (int i = 0; i < size; i++) {
                double difference = prediction.values()[token * size + i] - wanted[i];
                sum += difference * difference / size;
            }
        }
        return removed == 0 ? 0 : sum / removed;
    }

    /** A step along the gradient lowers the loss by the gradient's square times the step's length. */
    @ParameterizedTest
    @CsvSource({"false, 136, 72, 8", "true, 136, 72, 8", "false, 48, 16, 16"})
    void gradientsAreSlopes(boolean student, int width, int height, int patch) {
        NetworkConfig network = NetworkConfig.paper(width, height, patch);
        Batch batch = batch(network, 3);
        Learner.Options options = new Learner.Options(student, true, 4, false, false, true, 2);
        Weights weights = Weights.initial(network, SEED);
        double square = 0;
        java.util.Map<String, Tensor> gradients;
        try (Learner learner = new Learner(network, weights, options)) {
            learner.backward(batch, SEED);
            gradients = learner.gradients();
        }
        for (Tensor gradient : gradients.values()) {
            for (float value : gradient.values()) {
                square += (double) value * value;
            }
        }
        double step = 1e-4 / Math.sqrt(square);
        double ahead = lossAt(network, weights, gradients, step, batch, options);
        double behind = lossAt(network, weights, gradients, -step, batch, options);
        assertThat((ahead - behind) / (2 * step)).isCloseTo(square, within(0.01 * square));
    }

    /** Factors that are rounded to eight bits turn the gradients by little more than that. */
    @ParameterizedTest
    @CsvSource({"false, 136, 72, 8", "true, 136, 72, 8", "false, 48, 16, 16"})
    void gradientsInBfloat16AreThoseInFloat32Rounded(boolean student, int width, int height, int patch) {
        assumeTrue(Bfloat16.pays(), "learning never uses bfloat16 on this processor");
        NetworkConfig network = NetworkConfig.paper(width, height, patch);
        Batch batch = batch(network, 3);
        float[] exact = gradients(network, batch, new Learner.Options(student, true, 4, false, false, true, 2));
        float[] rounded = gradients(network, batch, new Learner.Options(student, true, 4, false, true, true, 2));
        double squares = 0;
        double distances = 0;
        for (int i = 0; i < exact.length; i++) {
            squares += (double) exact[i] * exact[i];
            distances += Math.pow(rounded[i] - exact[i], 2);
        }
        assertThat(Math.sqrt(distances / squares)).isBetween(1e-4, 0.1);
    }

    private static float[] gradients(NetworkConfig network, Batch batch, Learner.Options options) {
        try (Learner learner = new Learner(network, Weights.initial(network, SEED), options)) {
            learner.backward(batch, SEED);
            List<Float> all = new ArrayList<>();
            learner.gradients().values().forEach(gradient -> {
                for (float value : gradient.values()) {
                    all.add(value);
                }
            });
            float[] values = new float[all.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = all.get(i);
            }
            return values;
        }
    }

    private static double lossAt(
            NetworkConfig network,
            Weights weights,
            java.util.Map<String, Tensor> gradients,
            double step,
            Batch batch,
            Learner.Options options) {
        java.util.Map<String, Tensor> moved = new java.util.LinkedHashMap<>();
        weights.asMap().forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            Tensor gradient = gradients.get(name);
            for (int i = 0; gradient != null && i < values.length; i++) {
                values[i] += (float) (step * gradient.values()[i]);
            }
            moved.put(name, new Tensor(tensor.shape(), values));
        });
        try (Learner learner = new Learner(network, Weights.of(network, moved), options)) {
            return learner.backward(batch, SEED);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        NetworkConfig network = NetworkConfig.paper(64, 48, 8);
        Batch batch = batch(network, 11);
        assertThat(afterTwoSteps(network, batch, 1)).containsExactly(afterTwoSteps(network, batch, 3));
    }

    /** Memory is freed at the end of the block: a step that still ran then would bring the process down. */
    @Test
    void anInterruptedStepEndsBeforeItsMemoryGoes() {
        NetworkConfig network = NetworkConfig.paper(128, 64, 8);
        Learner.Options options = new Learner.Options(false, true, 1, false, false, true, 2);
        Batch batch = batch(network, 8);
        for (int i = 0; i < 5; i++) {
            Thread.currentThread().interrupt();
            try (Learner learner = new Learner(network, Weights.initial(network, SEED), options)) {
                assertThatThrownBy(() -> learner.step(batch, 1e-3, 1)).hasMessageContaining("interrupted");
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    private static float[] afterTwoSteps(NetworkConfig network, Batch batch, int threads) {
        Learner.Options options = new Learner.Options(false, true, 1, false, false, true, threads);
        try (Learner learner = new Learner(network, Weights.initial(network, SEED), options)) {
            learner.step(batch, 1e-3, 1);
            learner.step(batch, 1e-3, 2);
            return learner.weights().get("blocks.1.attn.proj_k.weight").values();
        }
    }

    private static Batch batch(NetworkConfig network, int size) {
        Random random = new Random(SEED);
        int pixels = network.frameWidth() * network.frameHeight();
        float[] weights = new float[size * network.tokens()];
        Arrays.fill(weights, 1f / network.tokens());
        List<TokenMask> masks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            masks.add(TokenMask.random(network, random));
        }
        return new Batch(
                network,
                noise(random, size * NetworkConfig.INPUT_CHANNELS * pixels),
                noise(random, size * NetworkConfig.OUTPUT_CHANNELS * pixels),
                weights,
                masks);
    }

    private static float[] noise(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
