package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CompareCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Vedette.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void showsEnginesAndWhatTheMachineCanDo() {
        assertThat(run("benchmark", "compare", "--size", "64x32", "--patch", "8", "--seconds", "0.01", "--rounds", "1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains(
                        "float32",
                        "bfloat16",
                        "int8",
                        "oneDNN",
                        "ONNX Runtime",
                        "int8 CPU",
                        "1.00 x as fast",
                        "1.00000");
    }

    /** {@link SecondOnnxRuntime} is on the class path of tests, as libtorch is on that of a build with its profile. */
    @Test
    void aLibraryOnTheClassPathIsComparedToo() {
        assertThat(run("benchmark", "compare", "--size", "64x32", "--patch", "8", "--seconds", "0.01", "--rounds", "1"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString().lines().filter(line -> line.contains("ONNX Runtime") && line.contains("float32")))
                .as("two of them, with two sizes of batch")
                .hasSize(4);
    }

    /** Before anything else is measured. */
    @Test
    void aGpuThatIsNotThereIsOneLine() {
        int exitCode = run(
                "benchmark",
                "compare",
                "--size",
                "64x32",
                "--patch",
                "8",
                "--seconds",
                "0.01",
                "--rounds",
                "1",
                "--device",
                "cuda");
        assumeTrue(exitCode != 0, "this machine has a GPU");
        assertThat(exitCode).isEqualTo(5);
        assertThat(err.toString().lines()).singleElement().asString().contains("CUDA", "--device cpu");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(run("benchmark", "compare", "--rounds", "0")).isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().contains("rounds 0");
        assertThat(run("benchmark", "compare", "--size", "65x32")).isEqualTo(2);
    }
}
