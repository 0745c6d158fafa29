package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

@Timeout(150)
class ServeBenchmarkTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = Vedette.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(arguments);
    }

    @Test
    void tellsWhatCameOfAServerUnderLoad() {
        int code = run(
                "benchmark",
                "serve",
                "--cameras",
                "2",
                "--minutes",
                "0.2",
                "--events",
                "30",
                "--size",
                "64x48",
                "--patch",
                "16");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("2 cameras of 640x384 at 5.0 frames/s, network 64x48", "30 events in the store")
                .contains("server MiB", "Memory of the server: ", "Memory of the decoders: ")
                .containsPattern("the page with its first \\d\\d requests +\\d+\\.\\d");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(run("benchmark", "serve", "--cameras", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("0 cameras", "expected 1 to 500 cameras");
    }
}
