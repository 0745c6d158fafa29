package dev.vedette.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footage that cannot be used ends in one clear line and exit code 3, and results of an earlier run stay as they were. */
class BadFootageTest {
    @TempDir
    Path folder;

    private Path detector;
    private Path results;
    private Path earlier;

    @BeforeEach
    void prepare() throws IOException {
        detector = Samples.motionDetector(folder.resolve("gate.vedette"));
        results = Files.createDirectories(folder.resolve("results"));
        earlier = Files.writeString(results.resolve("report.html"), "earlier");
    }

    private void refused(Path video, String... says) {
        Command.run("detect", video, "-m", detector, "-o", results).fails(3, says);

        assertThat(earlier).hasContent("earlier");
        assertThat(results.toFile().listFiles((parent, name) -> name.endsWith(".tmp")))
                .isEmpty();
    }

    @Test
    void truncated() throws IOException {
        Path video = Samples.street(folder.resolve("video.mp4"), 60);
        byte[] whole = Files.readAllBytes(video);
        Files.write(video, Arrays.copyOf(whole, whole.length / 2));

        refused(video, "video.mp4", "cut short or damaged");
    }

    @Test
    void zeroLength() throws IOException {
        refused(Files.createFile(folder.resolve("empty.mp4")), "empty.mp4", "0 bytes");
    }

    @Test
    void audioOnly() throws IOException {
        refused(Samples.sound(folder.resolve("sound.wav")), "sound.wav", "no video stream");
    }

    @Test
    void corrupt() throws IOException {
        Path video = Samples.street(folder.resolve("video.mp4"), 60);
        byte[] bytes = Files.readAllBytes(video);
        byte[] garbage = new byte[bytes.length / 5];
        new Random(7).nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, bytes.length / 2, garbage.length);
        Files.write(video, bytes);

        refused(video, "video.mp4", "damaged");
    }

    @Test
    void noVideoAtAll() throws IOException {
        refused(Files.writeString(folder.resolve("notes.mp4"), "no video\n".repeat(100)), "no video that can be read");
        refused(folder.resolve("nowhere.mp4"), "nowhere.mp4", "does not exist");
    }

    @Test
    void aSizeThatChangesMidway() throws IOException {
        refused(Samples.changingSize(folder.resolve("stream.mjpeg")), "64x48", "80x48");
    }

    @Test
    void aMissingFrameInAFolder() throws IOException {
        Path pictures = Samples.pictures(folder.resolve("pictures"), 12);
        Files.delete(pictures.resolve("007.png"));

        refused(pictures, "7");
    }

    @Test
    void aBrokenVideoAmongOthersDoesNotStopTheRest() throws IOException {
        Path good = Samples.street(folder.resolve("good.mp4"), 30);
        Path bad = Samples.street(folder.resolve("bad.mp4"), 60);
        byte[] whole = Files.readAllBytes(bad);
        Files.write(bad, Arrays.copyOf(whole, whole.length / 2));

        Command.run("detect", bad, good, "-m", detector, "-o", results, "--no-overlay")
                .fails(3, "bad.mp4");

        assertThat(results.resolve("good.mp4").resolve("scores.csv")).isNotEmptyFile();
        assertThat(results.resolve("bad.mp4").resolve("scores.csv")).doesNotExist();
        assertThat(results.resolve("report.html"))
                .content()
                .contains("good.mp4")
                .doesNotContain("bad.mp4");
    }

    @Test
    void aFileAmongOthersThatDoesNotOpenDoesNotStopTheRest() throws IOException {
        Path footage = Files.createDirectories(folder.resolve("footage"));
        Samples.street(footage.resolve("good.mp4"), 30);
        Files.write(footage.resolve("being-recorded.mp4"), new byte[1000]);

        Command.run("detect", footage, "-m", detector, "-o", results, "--no-overlay")
                .fails(3, "being-recorded.mp4");

        assertThat(results.resolve("good.mp4").resolve("scores.csv")).isNotEmptyFile();
        assertThat(results.resolve("report.html")).content().contains("good.mp4");
    }

    @Test
    void resultsAmongFootageAreNoFootage() throws IOException {
        Path footage = Files.createDirectories(folder.resolve("mixed"));
        Path video = Samples.street(footage.resolve("good.mp4"), 30);
        Command.run("detect", video, "-m", detector, "-o", footage.resolve("a-report"))
                .succeeds();

        Command.run("detect", footage, "-m", detector, "-o", results, "--no-overlay")
                .succeeds();

        try (Stream<Path> found = Files.list(results)) {
            assertThat(found.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
                    .containsExactly("good.mp4");
        }
    }

    @Test
    void aFolderIsNoPlaceForADetectorAndLearningDoesNotBegin() {
        Path footage = Samples.street(folder.resolve("street.mp4"), 60);

        Command.run("train", footage, "-o", folder).fails(2, "is a folder");

        assertThat(folder.resolveSibling(folder.getFileName() + "-run")).doesNotExist();
    }

    @Test
    void aSingleFrameIsEnoughToBeScoredButNotToLearnFrom() {
        Path one = Samples.street(folder.resolve("one.mp4"), 1);

        Command.run("detect", one, "-m", detector, "-o", results).succeeds();
        Command.run("train", one, "-o", folder.resolve("new.vedette"), "--size", "64x48")
                .fails(3, "frame");

        assertThat(folder.resolve("new.vedette")).doesNotExist();
    }

    @Test
    void footageWithoutMotionTeachesNothing() {
        Path still = Samples.still(folder.resolve("still.mp4"), 80);
        Path output = Samples.motionDetector(folder.resolve("earlier.vedette"));
        byte[] before = bytes(output);

        Command.run("train", still, "-o", output, "--size", "64x48").fails(3, "move");

        assertThat(bytes(output)).isEqualTo(before);
    }

    @Test
    void labelsThatDoNotMatchTheFrames() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Samples.pictures(data.resolve("test").resolve("yard"), 12);
        StringBuilder labels = new StringBuilder("video,frame,label\n");
        for (int i = 0; i < 10; i++) {
            labels.append("yard,").append(i).append(",").append(i > 5 ? 1 : 0).append("\n");
        }
        Files.writeString(data.resolve("labels.csv"), labels);

        Command.run("evaluate", data, "-m", detector, "-o", results).fails(3, "yard", "10", "12");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
