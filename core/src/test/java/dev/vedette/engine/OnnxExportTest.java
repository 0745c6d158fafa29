package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxExportTest {
    private static final NetworkConfig NETWORK = TinyNetwork.CONFIG;

    @TempDir
    Path folder;

    @Test
    void theFileRunsWithAnyBatch() throws OrtException {
        Path file = folder.resolve("tiny.onnx");
        OnnxExport.write(NETWORK, TinyNetwork.weights(), file);

        FloatBuffer images = FloatBuffer.allocate(2 * 9 * 32 * 64);
        LongBuffer kept = LongBuffer.allocate(2 * 16);
        LongBuffer restore = LongBuffer.allocate(2 * 32);
        for (Sample sample : TinyNetwork.samples(0.5)) {
            sample.pictures().forEach(picture -> images.put(picture.values()));
            for (int token : sample.mask().kept()) {
                kept.put(token);
            }
            for (int place : sample.mask().restore()) {
                restore.put(place);
            }
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor first = OnnxTensor.createTensor(environment, images.flip(), new long[] {2, 9, 32, 64});
                OnnxTensor second = OnnxTensor.createTensor(environment, kept.flip(), new long[] {2, 16});
                OnnxTensor third = OnnxTensor.createTensor(environment, restore.flip(), new long[] {2, 32});
                OrtSession.Result result = session.run(Map.of("images", first, "kept", second, "restore", third))) {
            assertOutput(result, "latent", "latent_f64");
            assertOutput(result, "teacher", "pred_teacher_f64");
            assertOutput(result, "student", "pred_student_f64");
            assertErrors(result);
        }
    }

    private static void assertOutput(OrtSession.Result result, String output, String golden) throws OrtException {
        FloatBuffer values = ((OnnxTensor) result.get(output).orElseThrow()).getFloatBuffer();
        for (int sample = 0; sample < 2; sample++) {
            float[] expected = TinyNetwork.row(golden, sample);
            float[] actual = new float[expected.length];
            values.get(actual);
            assertThat(actual).containsExactly(expected, within(2e-5f));
        }
    }

    /** [N, L, 6], as the engine that scores gives them. */
    private static void assertErrors(OrtSession.Result result) throws OrtException {
        FloatBuffer values = ((OnnxTensor) result.get("errors").orElseThrow()).getFloatBuffer();
        try (ScoringEngine own = ScoringEngines.open(NETWORK, TinyNetwork.weights(), EngineOptions.defaults())) {
            for (TokenErrors expected : own.score(TinyNetwork.samples(0.5))) {
                for (int token = 0; token < NETWORK.tokens(); token++) {
                    for (float[] kind : expected.kinds()) {
                        assertThat(values.get()).isCloseTo(kind[token], within(1e-5f));
                    }
                }
            }
        }
        assertThat(values.hasRemaining()).isFalse();
    }

    @Test
    void weightsThatGiveNoNumbersAreNotExported() throws IOException {
        Weights weights = TinyNetwork.weights();
        weights.get("norm.weight").values()[0] = Float.NaN;
        Path file = Files.writeString(folder.resolve("tiny.onnx"), "earlier");

        assertThatThrownBy(() -> OnnxExport.write(NETWORK, weights, file))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("nothing was written");
        assertThat(file).hasContent("earlier");
        try (var files = Files.list(folder)) {
            assertThat(files.toList()).isEqualTo(List.of(file));
        }
    }
}
