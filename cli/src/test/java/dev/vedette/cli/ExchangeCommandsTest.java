package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code vedette import}, {@code info} and {@code export}, as typed. */
class ExchangeCommandsTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(64, 32, 8, 16, 8, 2, 2, 4, 2, 0.5);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path weights;
    private Path detector;

    @BeforeEach
    void writeWeights() throws IOException {
        weights = write("weights.safetensors", Weights.initial(NETWORK, 5).asMap());
        detector = folder.resolve("gate.vedette");
    }

    @Test
    void importsWeightsAsADetector() {
        assertThat(run("import", weights, "--size", "64x32", "--threshold", "0.5", "-o", detector))
                .isZero();

        Detector read = DetectorFile.read(detector);
        assertThat(read.network()).isEqualTo(NETWORK);
        assertThat(read.calibration().threshold()).isEqualTo(0.5);
        assertThat(read.provenance().preset()).isEqualTo("imported");
        assertThat(read.provenance().facts().get("checkpoint")).startsWith("weights.safetensors, SHA-256 ");
        assertThat(out).asString().startsWith("Imported weights.safetensors: patch 8, frames 64x32");
    }

    @Test
    void saysThatAnImportedDetectorDoesNotAlarm() {
        assertThat(run("import", weights, "--size", "64x32", "-o", detector)).isZero();

        assertThat(out).asString().contains("never alarms").contains("--threshold");
        assertThat(run("info", detector)).isZero();
        assertThat(out).asString().contains("threshold      none: it never alarms");
    }

    @Test
    void takesTheStudentFromAnotherFile() throws IOException {
        Map<String, Tensor> other =
                new LinkedHashMap<>(Weights.initial(NETWORK, 5).asMap());
        other.replaceAll((name, tensor) -> Tensor.filled(3, tensor.shape()));
        Path student = write("student.safetensors", other);

        assertThat(run("import", weights, "--student", student, "--size", "64x32", "-o", detector))
                .isZero();

        Weights merged = DetectorFile.read(detector).weights();
        assertThat(merged.get("decoder_student_norm.bias").values()).containsOnly(3);
        assertThat(merged.get("decoder_norm.bias").values()).containsOnly(0);
    }

    @Test
    void showsWhatADetectorHolds() {
        run("import", weights, "--size", "64x32", "--threshold", "0.5", "-o", detector);

        assertThat(run("info", detector)).isZero();

        assertThat(out)
                .asString()
                .contains("frames         64×32 in patches of 8: 8×4 = 32 tokens")
                .contains("masking        50 % removed, 16 kept")
                .contains("threshold      0.5")
                .contains("preset imported");
    }

    @Test
    void printsTheDescriptionAsJson() {
        run("import", weights, "--size", "64x32", "--threshold", "0.5", "-o", detector);
        out.getBuffer().setLength(0);

        assertThat(run("info", "--json", detector)).isZero();

        assertThat(out).asString().isEqualTo(DetectorFile.description(detector) + System.lineSeparator());
    }

    @Test
    void exportsTheWeightsThatItImported() throws IOException {
        run("import", weights, "--size", "64x32", "-o", detector);
        Path exported = folder.resolve("out.safetensors");

        assertThat(run("export", detector, "-o", exported)).isZero();

        Map<String, Tensor> expected = Safetensors.read(weights);
        Map<String, Tensor> read = Safetensors.read(exported);
        assertThat(read).containsOnlyKeys(expected.keySet());
        read.forEach((name, tensor) ->
                assertThat(tensor.values()).isEqualTo(expected.get(name).values()));
    }

    @Test
    void exportsAnOnnxModelThatOnnxRuntimeRuns() throws Exception {
        run("import", weights, "--size", "64x32", "-o", detector);
        Path model = folder.resolve("gate.onnx");

        assertThat(run("export", detector, "-o", model)).isZero();

        assertThat(out).asString().contains("Exported ONNX, run and compared: images [N, 9, 32, 64]");
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model.toString())) {
            assertThat(session.getInputNames()).containsExactlyInAnyOrder("images", "kept", "restore");
            assertThat(session.getOutputNames()).containsExactlyInAnyOrder("latent", "teacher", "student", "errors");
        }
    }

    @Test
    void refusalsGiveOneLineAndTheExitCodeOfTheirCategory() throws IOException {
        Path garbage = Files.writeString(folder.resolve("garbage.pth"), "cos\nsystem\n(S'true'\ntR.");
        Files.writeString(detector, "earlier");

        assertFails(3, "asks to run code (os.system)", "import", garbage, "-o", detector);
        assertFails(3, "there is no file", "import", folder.resolve("none.pth"), "-o", detector);
        assertFails(2, "frameWidth is 63", "import", weights, "--size", "63x32", "-o", detector);
        assertFails(2, "for instance 640x320", "import", weights, "--size", "63", "-o", detector);
        assertFails(2, "expected paper or paper-l1", "import", weights, "--scoring", "x", "-o", detector);
        assertFails(2, "--output", "import", weights);
        assertFails(3, "is no .vedette file", "info", garbage);
        assertFails(3, "is no .vedette file", "export", garbage, "-o", folder.resolve("x.safetensors"));
        assertFails(2, "the ending tells the format", "export", detector, "-o", folder.resolve("x.pb"));
        assertThat(detector).hasContent("earlier");
    }

    private void assertFails(int exitCode, String message, Object... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).as(message).isEqualTo(exitCode);
        assertThat(err).asString().startsWith("vedette: ").contains(message).containsOnlyOnce("\n");
    }

    private int run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        CommandLine command = Vedette.commandLine();
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
    }

    private Path write(String name, Map<String, Tensor> tensors) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream stream = Files.newOutputStream(file)) {
            Safetensors.write(stream, tensors, Map.of());
        }
        return file;
    }
}
