package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoWriterTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"64,48,25", "320,192,12.5", "160,90,29.97", "640,360,5"})
    void whatIsWrittenReadsBack(int width, int height, double rate) {
        Path file = folder.resolve("clip.mp4");
        Footage.write(file, width, height, rate, 20);

        Video video = Videos.open(file);
        List<Frame> frames = Footage.frames(video);

        assertThat(video.name()).isEqualTo("clip.mp4");
        assertThat(video.frameRate()).isCloseTo(rate, within(0.01));
        assertThat(frames).hasSize(20);
        assertThat(frames.get(0).time()).isEqualTo(Duration.ZERO);
        assertThat(frames.get(19).time().toNanos() / 1e9).isCloseTo(19 / rate, within(0.001));
        for (Frame frame : frames) {
            Image expected = Footage.image(width, height, (int) frame.index());
            assertThat(Footage.meanDifference(frame.image(), expected)).isLessThan(6);
        }
    }

    @ParameterizedTest
    @CsvSource({"33,17,34,18", "7,5,16,16", "1,1,16,16", "101,50,102,50"})
    void oddAndTinySizesArePadded(int width, int height, int paddedWidth, int paddedHeight) {
        Path file = folder.resolve("odd.mp4");
        Footage.write(file, width, height, 10, 3);

        Image image = Footage.frames(Videos.open(file)).get(0).image();

        assertThat(image.width()).isEqualTo(paddedWidth);
        assertThat(image.height()).isEqualTo(paddedHeight);
        Image written = Footage.image(width, height, 0);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(image.at(paddedWidth - 1, paddedHeight - 1, channel))
                    .isCloseTo(written.at(width - 1, height - 1, channel), within(40));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"avi", "mkv", "mov", "ts"})
    void otherContainersWorkToo(String ending) {
        Path file = folder.resolve("clip." + ending);
        Footage.write(file, 64, 48, 25, 12);

        assertThat(Footage.frames(Videos.open(file))).hasSize(12);
    }

    @Test
    void sameFramesGiveTheSameBytes() throws IOException {
        Footage.write(folder.resolve("a.mp4"), 64, 48, 25, 10);
        Footage.write(folder.resolve("b.mp4"), 64, 48, 25, 10);

        assertThat(folder.resolve("a.mp4")).hasSameBinaryContentAs(folder.resolve("b.mp4"));
    }

    @Test
    void withoutFinishNothingIsLeftAndAnEarlierFileStays() throws IOException {
        Path file = Files.writeString(folder.resolve("clip.mp4"), "earlier");

        try (VideoWriter writer = VideoWriter.create(file, 64, 48, 25)) {
            writer.write(Footage.image(64, 48, 0));
        }

        assertThat(file).hasContent("earlier");
        assertThat(folder.toFile().list()).containsExactly("clip.mp4");
    }

    @Test
    void namesWhatItCannotWrite() {
        assertFault(
                Category.BAD_CONFIGURATION,
                "call it .mp4",
                () -> VideoWriter.create(folder.resolve("clip"), 64, 48, 25));
        assertFault(
                Category.BAD_CONFIGURATION,
                "frame rate is 0",
                () -> VideoWriter.create(folder.resolve("clip.mp4"), 64, 48, 0));
        assertFault(
                Category.BAD_CONFIGURATION,
                "do not encode as H.264",
                () -> VideoWriter.create(folder.resolve("clip.mp4"), 20000, 20000, 25));
        assertFault(
                Category.BAD_CONFIGURATION,
                "does not hold H.264",
                () -> VideoWriter.create(folder.resolve("clip.webm"), 64, 48, 25));
        assertFault(Category.BAD_INPUT, "no frame was written", () -> {
            try (VideoWriter writer = VideoWriter.create(folder.resolve("clip.mp4"), 64, 48, 25)) {
                writer.finish();
            }
        });
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDiskThatRefusesIsADeviceFault() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");

        assertFault(
                Category.DEVICE, "cannot write", () -> VideoWriter.create(notAFolder.resolve("clip.mp4"), 64, 48, 25));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFullDiskIsADeviceFaultAndLeavesTheEarlierFile() throws Exception {
        Path file = Files.writeString(folder.resolve("clip.mp4"), "earlier");

        String output = ChildProcess.javaWithFileLimit(40, WriteMuch.class, file.toString());

        assertThat(output)
                .isEqualTo("DEVICE: cannot write " + file
                        + " (File too large): make room or choose another place; nothing was changed");
        assertThat(file).hasContent("earlier");
        assertThat(folder.toFile().list()).containsExactly("clip.mp4");
    }

    /** Writes more than the limit allows; a limit and a full disk end a write in the same way. */
    static final class WriteMuch {
        private WriteMuch() {}

        public static void main(String[] arguments) {
            try {
                Footage.write(Path.of(arguments[0]), 320, 240, 25, 100);
                System.out.println("written");
            } catch (VedetteException fault) {
                System.out.println(fault.category() + ": " + fault.getMessage());
            }
        }
    }

    private static void assertFault(Category category, String message, Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(category))
                .hasMessageContaining(message);
    }
}
