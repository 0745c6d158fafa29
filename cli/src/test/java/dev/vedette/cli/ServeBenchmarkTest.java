package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.video.VideoWriter;
import dev.vedette.video.scene.StreetScene;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
    void playsAVideoFasterThanItIs(@TempDir Path folder) {
        Path film = folder.resolve("yard.mp4");
        StreetScene scene = StreetScene.normal(1, 200, new StreetScene.Format(64, 48, 5));
        try (VideoWriter writer = VideoWriter.create(film, 64, 48, 5)) {
            for (int i = 0; i < 200; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }

        int code = run(
                "benchmark",
                "serve",
                film.toString(),
                "--cameras",
                "1",
                "--speed",
                "8",
                "--minutes",
                "0.2",
                "--events",
                "0");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 camera of yard.mp4 at 8.0 x 5.0 frames/s");
        double most = Pattern.compile("(?m)^ +0\\.\\d +(\\d+\\.\\d)")
                .matcher(out.toString())
                .results()
                .mapToDouble(row -> Double.parseDouble(row.group(1)))
                .max()
                .orElseThrow();
        assertThat(most).as(out.toString()).isGreaterThan(15).isLessThan(60);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(run("benchmark", "serve", "--speed", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("a speed of 0.0", "a speed of at most 1000.0");
        assertThat(run("benchmark", "serve", "--cameras", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("0 cameras", "expected 1 to 500 cameras");
        assertThat(run("benchmark", "serve", "--precision", "float32")).isEqualTo(2);
        assertThat(err.toString()).contains("--precision would count for nothing");
        assertThat(run("benchmark", "serve", "-m", "any.vedette", "--size", "64x48"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--size would count for nothing");
    }
}
