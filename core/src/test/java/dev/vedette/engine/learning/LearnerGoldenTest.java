package dev.vedette.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.golden.NpyArray;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.TokenMask;
import dev.vedette.model.WeightLayout;
import dev.vedette.model.WeightSpec;
import dev.vedette.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Losses, gradients, statistics and steps of the published program on its tiny network. */
class LearnerGoldenTest {
    private static final NetworkConfig TINY = new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5);

    @TempDir
    Path folder;

    @Test
    void theMapIsAddedToTheGradients() {
        Batch batch = batch();
        float[] expected = floats("tiny/gradients_after_loss.npy");
        for (int i = 0; i < 2; i++) {
            float[] raised = MotionWeights.withAnomalies(gradients(i), map(batch.targets(), i));
            assertThat(raised).containsExactly(slice(expected, i, 2));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void stepsEqualThePublishedProgram(boolean student) throws IOException {
        String phase = student ? "student" : "teacher";
        JsonNode golden = scalars().path("train").path(phase);
        try (Learner learner = learner(new Learner.Options(student, true, 1, false, false, false, 2))) {
            Batch batch = batch();
            double loss = learner.backward(batch, 1);
            assertThat(loss).isCloseTo(golden.path("loss_f64").asDouble(), within(1e-5 * Math.abs(loss)));
            learner.gradients().forEach((name, gradient) -> {
                if (!name.endsWith("attn.proj_k.bias")) {
                    assertThat(distance(gradient.values(), doubles(phase + "_grad_f64/" + name)))
                            .as("gradient of " + name)
                            .isLessThan(1e-5);
                }
            });
            assertThat(learner.gradients().keySet()).containsExactlyInAnyOrderElementsOf(learned(student));
            assertStatistics(learner.weights(), phase);
        }
        try (Learner learner = learner(new Learner.Options(student, true, 1, false, false, false, 2))) {
            for (int step = 1; step <= 3; step++) {
                double loss = learner.step(batch(), 1e-4, step);
                assertThat(loss)
                        .isCloseTo(
                                golden.path("losses_before_each_step")
                                        .path(step - 1)
                                        .asDouble(),
                                within(1e-5 * loss));
                if (step != 2) {
                    assertParameters(learner.weights(), phase, step, student);
                }
            }
        }
    }

    @Test
    void lossesWithoutLearning() throws IOException {
        JsonNode golden = scalars().path("float64");
        assertLoss(golden, "teacher_loss", new Learner.Options(false, true, 1, false, false, false, 1));
        assertLoss(golden, "teacher_loss_unweighted", new Learner.Options(false, false, 1, false, false, false, 1));
        assertLoss(golden, "ts_loss", new Learner.Options(true, false, 1, true, false, false, 1));
    }

    private Learner learner(Learner.Options options) throws IOException {
        return new Learner(TINY, weights(), options);
    }

    private void assertLoss(JsonNode golden, String name, Learner.Options options) throws IOException {
        try (Learner learner = learner(options)) {
            double expected = golden.path(name).asDouble();
            assertThat(learner.evaluate(batch())).as(name).isCloseTo(expected, within(1e-5 * expected));
        }
    }

    private static void assertStatistics(Weights after, String phase) {
        for (WeightSpec spec : WeightLayout.of(TINY)) {
            String path = "tiny/train/" + phase + "_bn_after_1/" + spec.name() + ".npy";
            if (LearnerGoldenTest.class.getResource("/golden/" + path) == null) {
                continue;
            }
            NpyArray expected = NpyArray.load(path);
            float[] values = after.get(spec.name()).values();
            assertThat(distance(values, expected.doubles())).as(spec.name()).isLessThan(1e-5);
        }
    }

    private static void assertParameters(Weights after, String phase, int steps, boolean student) {
        for (String name : learned(student)) {
            float[] values = after.get(name).values();
            double[] expected = doubles(phase + "_param_after_" + steps + "/" + name);
            float[] gradient = floats("tiny/train/" + phase + "_grad/" + name + ".npy");
            for (int i = 0; i < values.length; i++) {
                // Where the gradient is rounding noise, Adam turns the noise into a step of full size.
                double tolerance =
                        Math.abs(gradient[i]) < 1e-6 || name.endsWith("proj_k.bias") ? 2.1e-4 * steps : 2e-6 * steps;
                assertThat((double) values[i]).as(name + "[" + i + "]").isCloseTo(expected[i], within(tolerance));
            }
        }
    }

    private static List<String> learned(boolean student) {
        return WeightLayout.of(TINY).stream()
                .filter(spec -> spec.kind() == WeightSpec.Kind.PARAMETER && spec.ofStudent() == student)
                .map(WeightSpec::name)
                .toList();
    }

    /** Largest difference. */
    private static double distance(float[] actual, double[] expected) {
        assertThat(actual).hasSize(expected.length);
        return IntStream.range(0, actual.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]))
                .max()
                .orElse(0);
    }

    private Weights weights() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        try (InputStream in = getClass().getResourceAsStream("/golden/tiny/weights.safetensors")) {
            Files.write(file, in.readAllBytes());
        }
        return Weights.of(TINY, Safetensors.read(file));
    }

    private static Batch batch() {
        float[] targets = floats("tiny/targets.npy");
        float[] noise = floats("tiny/noise.npy");
        float[] weights = new float[2 * TINY.tokens()];
        for (int i = 0; i < 2; i++) {
            float[] ofSample = MotionWeights.of(TINY, gradients(i), map(targets, i));
            System.arraycopy(ofSample, 0, weights, i * TINY.tokens(), TINY.tokens());
        }
        List<TokenMask> masks = IntStream.range(0, 2)
                .mapToObj(i -> TokenMask.fromNoise(slice(noise, i, 2), TINY.keptTokens()))
                .toList();
        return new Batch(TINY, floats("tiny/imgs.npy"), targets, weights, masks);
    }

    private static float[] gradients(int sample) {
        return slice(floats("tiny/gradients.npy"), sample, 2);
    }

    private static float[] map(float[] targets, int sample) {
        float[] target = slice(targets, sample, 2);
        return Arrays.copyOfRange(target, target.length / 4 * 3, target.length);
    }

    private static float[] slice(float[] values, int part, int parts) {
        int length = values.length / parts;
        return Arrays.copyOfRange(values, part * length, (part + 1) * length);
    }

    private static float[] floats(String path) {
        return NpyArray.load(path).floats();
    }

    private static double[] doubles(String path) {
        return NpyArray.load("tiny/train/" + path + ".npy").doubles();
    }

    private static JsonNode scalars() throws IOException {
        try (InputStream in = LearnerGoldenTest.class.getResourceAsStream("/golden/tiny/scalars.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
