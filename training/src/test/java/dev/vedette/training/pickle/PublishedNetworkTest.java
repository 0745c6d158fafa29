package dev.vedette.training.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.engine.TokenErrors;
import dev.vedette.golden.NpyArray;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenMask;
import dev.vedette.training.recipe.NetworkSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real network (patch 16, 3 million weights), imported from a checkpoint, against what the authors' program gave. Its
 * vectors are too large for this repository: the test is skipped where they do not lie beside it.
 */
class PublishedNetworkTest {
    private static final Path GOLDEN = Path.of("..", "..", "shared", "golden");
    private static final double TOLERANCE = 2e-5;

    @BeforeEach
    void needsTheVectors() {
        assumeTrue(Files.isRegularFile(GOLDEN.resolve("p16/weights.pth")), "the golden vectors of the real network");
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void predictsAsPublishedOnSmallFrames(EngineOptions.Kind kind) {
        try (ScoringEngine engine = open(new NetworkSize(128, 64), kind)) {
            for (int i = 0; i < 2; i++) {
                float[] noise = row("noise", i);
                TokenMask mask = TokenMask.fromNoise(noise, engine.network().keptTokens());
                Prediction prediction = engine.predict(new Sample(row("imgs", i), mask));
                assertClose(prediction.latent(), row("latent_f64", i));
                assertClose(prediction.teacher(), row("pred_teacher_f64", i));
                assertClose(prediction.student(), row("pred_student_f64", i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void predictsAndScoresAsPublishedOnFramesOfFullSize(EngineOptions.Kind kind) throws Exception {
        JsonNode golden = new ObjectMapper()
                .readTree(GOLDEN.resolve("p16_full_320x640.json").toFile());
        try (ScoringEngine engine = open(new NetworkSize(640, 320), kind)) {
            List<Sample> samples = IntStream.range(0, 2)
                    .mapToObj(i -> formulaSample(engine.network(), i))
                    .toList();
            List<Prediction> predictions = samples.stream().map(engine::predict).toList();
            assertStatistics(
                    golden.get("latent"),
                    predictions.stream().map(Prediction::latent).toList());
            assertStatistics(
                    golden.get("pred_teacher_f64"),
                    predictions.stream().map(Prediction::teacher).toList());
            assertStatistics(
                    golden.get("pred_student_f64"),
                    predictions.stream().map(Prediction::student).toList());
            List<TokenErrors> errors = engine.score(samples);
            JsonNode scores = golden.get("float64");
            for (int i = 0; i < 2; i++) {
                TokenErrors error = errors.get(i);
                assertScore(scores.get("score_TS_L2_student_teacher").get(i), error.discrepancyL2());
                assertScore(scores.get("score_TS_L1_student_teacher").get(i), error.discrepancyL1());
            }
            // Sample 0 has an abnormal region in its target; the engine's target is normal everywhere.
            assertScore(scores.get("score_TS_L2_teacher").get(1), errors.get(1).reconstructionL2());
            assertScore(scores.get("score_TS_L1_teacher").get(1), errors.get(1).reconstructionL1());
        }
    }

    private static ScoringEngine open(NetworkSize frame, EngineOptions.Kind kind) {
        PublishedWeights published =
                PublishedWeights.read(GOLDEN.resolve("p16/weights.pth"), Optional.of(frame), PublishedWeights.HEADS);
        return ScoringEngines.open(published.network(), published.weights(), new EngineOptions(2, kind));
    }

    /** The inputs that the vectors' page gives as formulas of sample b, channel c, row y, column x. */
    private static Sample formulaSample(NetworkConfig network, int b) {
        int height = network.frameHeight();
        int width = network.frameWidth();
        float[] images = new float[NetworkConfig.INPUT_CHANNELS * height * width];
        for (int c = 0, i = 0; c < NetworkConfig.INPUT_CHANNELS; c++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int u = 13 * x + 7 * y + 29 * c + 53 * b + 5 * (x * y % 97) + 11 * (x / 16) * (y / 16);
                    images[i++] = (u % 256 - 127.5f) / 127.5f;
                }
            }
        }
        float[] noise = new float[network.tokens()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (367 * i + 13 * b) % 800 / 1024f;
        }
        return new Sample(images, TokenMask.fromNoise(noise, network.keptTokens()));
    }

    private static float[] row(String name, int index) {
        NpyArray array = NpyArray.read(GOLDEN.resolve("p16").resolve(name + ".npy"));
        int size = array.size() / array.shape()[0];
        return Arrays.copyOfRange(array.floats(), index * size, (index + 1) * size);
    }

    private static void assertClose(Tensor actual, float[] expected) {
        assertThat(actual.values()).hasSameSizeAs(expected);
        double largest = IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(actual.values()[i] - expected[i]))
                .max()
                .orElseThrow();
        assertThat(largest).isLessThan(TOLERANCE);
    }

    /** Mean, standard deviation, and the first and last 64 values of a batch. */
    private static void assertStatistics(JsonNode expected, List<Tensor> batch) {
        double[] values = batch.stream()
                .flatMapToDouble(
                        tensor -> IntStream.range(0, tensor.values().length).mapToDouble(i -> tensor.values()[i]))
                .toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(expected.get("mean").asDouble(), within(1e-6));
        assertThat(Math.sqrt(variance)).isCloseTo(expected.get("std").asDouble(), within(1e-6));
        for (int i = 0; i < 64; i++) {
            assertThat(values[i]).isCloseTo(expected.get("first64").get(i).asDouble(), within(TOLERANCE));
            assertThat(values[values.length - 64 + i])
                    .isCloseTo(expected.get("last64").get(i).asDouble(), within(TOLERANCE));
        }
    }

    private static void assertScore(JsonNode expected, float[] errors) {
        double mean = IntStream.range(0, errors.length)
                .mapToDouble(i -> errors[i])
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(expected.asDouble(), within(1e-5));
    }
}
