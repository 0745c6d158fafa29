package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.model.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenForwardTest {
    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void predictionsAreThoseOfThePublishedProgram(EngineOptions.Kind kind) {
        try (ScoringEngine engine = open(kind)) {
            List<Sample> samples = TinyNetwork.samples(0.5);
            for (int i = 0; i < samples.size(); i++) {
                Prediction prediction = engine.predict(samples.get(i));
                assertClose(prediction.latent(), TinyNetwork.row("latent_f64", i));
                assertClose(prediction.teacher(), TinyNetwork.row("pred_teacher_f64", i));
                assertClose(prediction.student(), TinyNetwork.row("pred_student_f64", i));
            }
        }
    }

    private static ScoringEngine open(EngineOptions.Kind kind) {
        return ScoringEngines.open(TinyNetwork.CONFIG, TinyNetwork.weights(), new EngineOptions(2, kind));
    }

    private static void assertClose(Tensor actual, float[] expected) {
        assertThat(actual.values()).containsExactly(expected, within(2e-5f));
    }
}
