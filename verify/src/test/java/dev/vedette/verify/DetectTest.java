package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code vedette detect} puts its results. */
class DetectTest {
    @TempDir
    Path folder;

    private Path detector;

    @BeforeEach
    void prepare() {
        detector = Samples.motionDetector(folder.resolve("gate.vedette"));
    }

    @Test
    void resultsAreKeptApartFromTheFootage() throws IOException {
        Path footage = Files.createDirectory(folder.resolve("footage"));
        Path video = Samples.street(footage.resolve("today.mp4"), 12);
        Path pictures = Samples.pictures(folder.resolve("pictures"), 6);

        Command.run("detect", video, "-m", detector, "-o", footage).fails(2, "is footage", "today.mp4", "-o");
        Command.run("detect", footage, "-m", detector, "-o", footage.resolve("results"))
                .fails(2, "lies in it", "results", "-o");
        Command.run("detect", pictures, "-m", detector, "-o", folder).fails(2, "is footage", "pictures", "-o");

        assertThat(footage.toFile().list()).containsExactly("today.mp4");
        assertThat(pictures.toFile().list()).hasSize(6);
    }

    @Test
    void aSecondRunLeavesNoPicturesOfTheFirst() {
        Path video = Samples.street(folder.resolve("street.mp4"), 80);
        Path results = folder.resolve("results");
        Path events = results.resolve("street.mp4").resolve("events");
        Path overlay = results.resolve("street.mp4").resolve("overlay.mp4");
        Command.run("detect", video, "-m", detector, "-o", results).succeeds();
        assertThat(events).isNotEmptyDirectory();
        assertThat(overlay).isNotEmptyFile();

        Command.run("detect", video, "-m", detector, "-o", results, "--no-overlay", "--threshold", 1000)
                .succeeds();

        assertThat(events).isEmptyDirectory();
        assertThat(overlay).doesNotExist();
    }
}
