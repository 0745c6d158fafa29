package dev.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.cli.benchmark.Unlearned;
import dev.vedette.detection.DetectorFile;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.scene.StreetScene;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CamerasBenchmarkTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    private Path video;

    @BeforeEach
    void record() {
        video = folder.resolve("street.mp4");
        StreetScene scene = StreetScene.normal(1, 60, new StreetScene.Format(160, 96, 10));
        try (VideoWriter writer = VideoWriter.create(video, 160, 96, 10)) {
            for (int i = 0; i < scene.frames(); i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
    }

    private int run(Object... arguments) {
        CommandLine command = Vedette.commandLine();
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(
                Stream.concat(Stream.of("benchmark"), Arrays.stream(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }

    @Test
    void tellsWhatCameOfSoManyCameras() {
        int code = run(video, "--cameras", 3, "--fps", 20, "--seconds", 0.5, "--size", "64x48", "--patch", 16);

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString())
                .contains("street.mp4 at 20 frames/s", "network 64x48", "dropped", "resident MiB")
                .containsPattern("(?m)^ +3 ")
                .containsPattern("(?m)^(Not s|S)ustained: 3 cameras at 20 frames/s$");
    }

    @Test
    void takesADetector() {
        Path detector = folder.resolve("gate.vedette");
        NetworkConfig network = new NetworkConfig(32, 16, 8, 16, 8, 2, 2, 2, 2, 0.5);
        DetectorFile.write(detector, Unlearned.detector(network, ScoringRule.motionOnly()));

        int code = run(video, "-m", detector, "--cameras", 1, "--seconds", 0.2, "--threads", 1);

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("network 32x16", "motion alone", "1 camera at 5 frames/s");
    }

    @Test
    void aVideoThatTurnsOutDamagedEndsIt() throws IOException {
        byte[] whole = Files.readAllBytes(video);
        Path damaged = Files.write(folder.resolve("damaged.mp4"), Arrays.copyOf(whole, whole.length * 3 / 4));

        assertThat(run(damaged, "--cameras", 2, "--fps", 500, "--seconds", 60, "--size", "64x48", "--patch", 16))
                .isEqualTo(3);
        assertThat(err.toString().lines()).singleElement().asString().contains("damaged.mp4", "cut short or damaged");
    }

    @Test
    void nonsenseIsRefused() {
        assertThat(run(video, "--cameras", 0)).isEqualTo(2);
        assertThat(run(video, "--cameras", "many")).isEqualTo(2);
        assertThat(run(video, "--cameras", 2, "--fps", 0)).isEqualTo(2);
        assertThat(run(video, "--cameras", 2, "--seconds", 0)).isEqualTo(2);
        assertThat(run(video, "--cameras", 2, "--threads", "1,2")).isEqualTo(2);
        assertThat(run(video, "--cameras", 2, "--soak", 100)).isEqualTo(2);
        assertThat(run(video, "--fps", 5)).isEqualTo(2);
        assertThat(run(video, "--cameras", 2, "--precision", "float32", "--batch", 4))
                .isEqualTo(2);
        assertThat(run(video, "--cameras", 2, "-m", "any.vedette", "--preset", "fast"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--batch and --precision would count for nothing", "--preset would count for nothing");
        assertThat(run(video, "--no-learning", "--batch", 4)).isEqualTo(2);
        assertThat(err.toString()).contains("--batch would count for nothing");
        assertThat(err.toString().lines()).hasSize(10).allSatisfy(line -> assertThat(line)
                .startsWith("vedette: "));
        assertThat(out.toString()).isEmpty();
    }
}
