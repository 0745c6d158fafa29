package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.fault.VedetteException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose class path lacks the native part of oneDNN. */
class FallbackTest {
    @TempDir
    Path cache;

    @Test
    void onnxRuntimeScoresWhereOneDnnIsMissing() throws Exception {
        List<String> lines = runWithoutOneDnn();

        assertThat(lines).anyMatch(line -> line.startsWith("automatic: ONNX Runtime 1."));
        assertThat(lines)
                .anyMatch(line -> line.startsWith("wanted: DEVICE oneDNN cannot be loaded here (no jnidnnl")
                        && line.endsWith("or choose ONNX Runtime"));
    }

    private List<String> runWithoutOneDnn() throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !new File(entry).getName().matches("dnnl-.*-.*-.*\\.jar"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                        "-cp",
                        classPath,
                        Program.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try (ScoringEngine engine = open(EngineOptions.Kind.AUTO)) {
                engine.score(TinyNetwork.samples(0.5));
                System.out.println("automatic: " + engine.description());
            }
            try (ScoringEngine engine = open(EngineOptions.Kind.ONEDNN)) {
                System.out.println("wanted: " + engine.description());
            } catch (VedetteException e) {
                System.out.println("wanted: " + e.category() + " " + e.getMessage());
            }
        }

        private static ScoringEngine open(EngineOptions.Kind kind) {
            return ScoringEngines.open(TinyNetwork.CONFIG, TinyNetwork.weights(), new EngineOptions(1, kind));
        }
    }
}
