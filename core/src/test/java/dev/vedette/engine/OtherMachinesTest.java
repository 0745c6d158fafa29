package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.fault.VedetteException;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that see less than this machine has: older instructions, or no native part of a library. */
class OtherMachinesTest {
    private static final String NONE = "no such jar";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SSE41", "AVX2", "AVX512_CORE"})
    void olderProcessorsScoreTheSame(String instructions) throws Exception {
        assumeTrue(System.getProperty("os.arch").matches("amd64|x86_64"), "oneDNN's switch is for x86-64");

        List<String> lines = run(EngineOptions.Kind.ONEDNN, NONE, Map.of("ONEDNN_MAX_CPU_ISA", instructions));

        assertThat(lines)
                .anyMatch(
                        line -> line.matches("opened oneDNN 3\\.\\d+ float32 (sse41|avx|avx2|avx2_vnni|avx512_core)"));
        if (instructions.equals("SSE41")) {
            assertThat(lines).anyMatch(line -> line.endsWith(" sse41"));
        }
        assertGolden();
    }

    @ParameterizedTest
    @CsvSource({"dnnl, jnidnnl", "opencl, jniOpenCL"})
    void onnxRuntimeScoresWhereOneDnnIsMissing(String library, String file) throws Exception {
        List<String> lines = run(EngineOptions.Kind.AUTO, library + "-.*-.*-.*\\.jar", Map.of());

        assertThat(lines)
                .filteredOn(line -> line.startsWith("opened ONNX Runtime 1."))
                .hasSize(2);
        assertThat(lines)
                .filteredOn(line -> line.contains("because oneDNN cannot be loaded"))
                .singleElement()
                .asString()
                .contains("WARN", "no " + file);
        assertGolden();
    }

    @Test
    void oneDnnWantedByNameSaysWhatToAdd() throws Exception {
        List<String> lines = run(EngineOptions.Kind.ONEDNN, "dnnl-.*-.*-.*\\.jar", Map.of());

        assertThat(lines)
                .anyMatch(line -> line.startsWith("DEVICE oneDNN cannot be loaded here (no jnidnnl")
                        && line.endsWith(
                                "put its native library for this platform on the class path, or choose ONNX Runtime"));
    }

    @Test
    void onnxRuntimeWantedByNameSaysWhatToAdd() throws Exception {
        List<String> lines = run(EngineOptions.Kind.ONNX_RUNTIME, "onnxruntime.*\\.jar", Map.of());

        assertThat(lines)
                .anyMatch(line -> line.startsWith("DEVICE ONNX Runtime cannot be loaded here (")
                        && line.endsWith(
                                "put its native library for this platform on the class path, or choose oneDNN"));
    }

    /** @param missing pattern of jars that are not on the class path */
    private List<String> run(EngineOptions.Kind kind, String missing, Map<String, String> environment)
            throws IOException, InterruptedException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().matches(missing))
                .collect(Collectors.joining(File.pathSeparator));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Libraries that were unpacked earlier would be found there.
                        "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache"),
                        "-cp",
                        classPath,
                        Program.class.getName(),
                        kind.name(),
                        results().toString())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }

    private Path results() {
        return folder.resolve("student");
    }

    private void assertGolden() throws IOException {
        FloatBuffer values = ByteBuffer.wrap(Files.readAllBytes(results())).asFloatBuffer();
        for (int i = 0; i < 2; i++) {
            float[] expected = TinyNetwork.row("pred_student_f64", i);
            float[] actual = new float[expected.length];
            values.get(actual);
            assertThat(actual).containsExactly(expected, within(2e-5f));
        }
        assertThat(values.hasRemaining()).isFalse();
    }

    static final class Program {
        private Program() {}

        /** Opens an engine twice, tells what it is and writes the student's predictions of the golden samples. */
        public static void main(String[] arguments) throws IOException {
            EngineOptions options = new EngineOptions(1, EngineOptions.Kind.valueOf(arguments[0]));
            for (int i = 0; i < 2; i++) {
                try (ScoringEngine engine = ScoringEngines.open(TinyNetwork.CONFIG, TinyNetwork.weights(), options)) {
                    System.out.println("opened " + engine.description());
                    Files.write(Path.of(arguments[1]), predictions(engine));
                } catch (VedetteException e) {
                    System.out.println(e.category() + " " + e.getMessage());
                }
            }
        }

        private static byte[] predictions(ScoringEngine engine) {
            List<float[]> predictions = TinyNetwork.samples(0.5).stream()
                    .map(sample -> engine.predict(sample).student().values())
                    .toList();
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES
                    * predictions.stream().mapToInt(values -> values.length).sum());
            predictions.forEach(values -> {
                for (float value : values) {
                    bytes.putFloat(value);
                }
            });
            return bytes.array();
        }
    }
}
