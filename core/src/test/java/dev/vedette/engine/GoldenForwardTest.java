package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.golden.NpyArray;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenMask;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Both engines against numbers that the authors' program gave. */
class GoldenForwardTest {
    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void predictionsAreThoseOfThePublishedProgram(EngineOptions.Kind kind) {
        try (ScoringEngine engine = open(kind, 0.5)) {
            List<Sample> samples = TinyNetwork.samples(0.5);
            for (int i = 0; i < samples.size(); i++) {
                Prediction prediction = engine.predict(samples.get(i));
                assertClose(prediction.latent(), TinyNetwork.row("latent_f64", i));
                assertClose(prediction.teacher(), TinyNetwork.row("pred_teacher_f64", i));
                assertClose(prediction.student(), TinyNetwork.row("pred_student_f64", i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ONEDNN, 0.25, ratio_25",
        "ONEDNN, 0.75, ratio_75",
        "ONNX_RUNTIME, 0.25, ratio_25",
        "ONNX_RUNTIME, 0.75, ratio_75"
    })
    void otherMaskRatios(EngineOptions.Kind kind, double maskRatio, String folder) {
        double[] expected = NpyArray.load("tiny/" + folder + "/scores_L1.npy").doubles();
        try (ScoringEngine engine = open(kind, maskRatio)) {
            List<Sample> samples = TinyNetwork.samples(maskRatio);
            List<TokenErrors> errors = engine.score(samples);
            for (int i = 0; i < samples.size(); i++) {
                Prediction prediction = engine.predict(samples.get(i));
                assertClose(prediction.teacher(), TinyNetwork.row(folder + "/pred_teacher", i));
                assertThat(mean(errors.get(i).discrepancyL1())).isCloseTo(expected[i], within(1e-5));
                assertThat(mean(errors.get(i).reconstructionL1()) + forTarget(i, prediction, false))
                        .isCloseTo(expected[2 + i], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void scoresOfFrames(EngineOptions.Kind kind) {
        try (ScoringEngine engine = open(kind, 0.5)) {
            List<Sample> samples = TinyNetwork.samples(0.5);
            List<TokenErrors> errors = engine.score(samples);
            for (int i = 0; i < samples.size(); i++) {
                Prediction prediction = engine.predict(samples.get(i));
                TokenErrors frame = errors.get(i);
                assertThat(mean(frame.discrepancyL1()))
                        .isCloseTo(TinyNetwork.scalar("score_TS_L1_student_teacher", i), within(1e-5));
                assertThat(mean(frame.discrepancyL2()))
                        .isCloseTo(TinyNetwork.scalar("score_TS_L2_student_teacher", i), within(1e-5));
                assertThat(mean(frame.reconstructionL1()) + forTarget(i, prediction, false))
                        .isCloseTo(TinyNetwork.scalar("score_TS_L1_teacher", i), within(1e-5));
                assertThat(mean(frame.reconstructionL2()) + forTarget(i, prediction, true))
                        .isCloseTo(TinyNetwork.scalar("score_TS_L2_teacher", i), within(1e-5))
                        .isCloseTo(TinyNetwork.scalar("abnormal_score", i), within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void maskingByMotion(EngineOptions.Kind kind) {
        try (ScoringEngine engine = open(kind, 0.5)) {
            for (int i = 0; i < 2; i++) {
                TokenMask mask = TokenMask.stillest(TinyNetwork.CONFIG, TinyNetwork.row("grad_masking/gradients", i));
                Prediction prediction = engine.predict(new Sample(TinyNetwork.row("imgs", i), mask));
                assertClose(prediction.latent(), TinyNetwork.row("grad_masking/latent", i));
            }
        }
    }

    private static ScoringEngine open(EngineOptions.Kind kind, double maskRatio) {
        return ScoringEngines.open(
                TinyNetwork.CONFIG.withMaskRatio(maskRatio), TinyNetwork.weights(), new EngineOptions(2, kind));
    }

    private static void assertClose(Tensor actual, float[] expected) {
        assertThat(actual.values()).containsExactly(expected, within(2e-5f));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * What the mean error changes by when the golden target's anomaly map, which is not −1 everywhere, takes the place of the one
     * that scoring assumes.
     */
    private static double forTarget(int sample, Prediction prediction, boolean squared) {
        NetworkConfig network = TinyNetwork.CONFIG;
        float[] target = TinyNetwork.row("targets", sample);
        float[] teacher = prediction.teacher().values();
        int plane = network.frameWidth() * network.frameHeight();
        double change = 0;
        for (int i = 3; i < teacher.length; i += 4) {
            int token = i / network.outputPatchSize();
            int pixel = i % network.outputPatchSize() / 4;
            int y = token / network.grid().columns() * network.patch() + pixel / network.patch();
            int x = token % network.grid().columns() * network.patch() + pixel % network.patch();
            double given = Math.abs(teacher[i] - target[3 * plane + y * network.frameWidth() + x]);
            double assumed = Math.abs(teacher[i] + 1);
            change += squared ? given * given - assumed * assumed : given - assumed;
        }
        return change / teacher.length;
    }
}
