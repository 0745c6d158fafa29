package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --device} does where there is no GPU, and what it leaves alone. */
class DeviceTest {
    @TempDir
    Path folder;

    @Test
    void aGpuThatIsNotThereIsOneLineAndLeavesNothing() {
        Path video = Samples.street(folder.resolve("street.mp4"), 12);
        Path detector = Samples.networkDetector(folder.resolve("gate.vedette"));
        Path results = folder.resolve("results");

        Command command = Command.run("detect", video, "-m", detector, "-o", results, "--device", "cuda");

        assumeTrue(command.exitCode() != 0, "this machine has a GPU");
        command.fails(5, "CUDA", "or score on the CPU (--device cpu)");
        assertThat(results).doesNotExist();
    }

    @Test
    void theProcessorIsTheDefault() throws IOException {
        Path video = Samples.street(folder.resolve("street.mp4"), 12);
        Path detector = Samples.networkDetector(folder.resolve("gate.vedette"));
        Path usual = folder.resolve("usual");
        Path asked = folder.resolve("asked");

        Command.run("detect", video, "-m", detector, "-o", usual, "--no-overlay")
                .succeeds();
        Command.run("detect", video, "-m", detector, "-o", asked, "--no-overlay", "--device", "cpu")
                .succeeds();

        assertThat(asked.resolve("street.mp4/scores.csv"))
                .hasSameTextualContentAs(usual.resolve("street.mp4/scores.csv"));
        assertThat(Files.size(asked.resolve("street.mp4/scores.csv"))).isPositive();
    }

    @Test
    void anUnknownDeviceIsToldTheKnownOnes() {
        Command.run("detect", "street.mp4", "-m", "gate.vedette", "--device", "tpu")
                .fails(2, "--device", "[CPU, CUDA]");
    }
}
