package dev.vedette.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footage whose frames do not come one after the other from 0 on. */
class TimestampsTest {
    @TempDir
    Path folder;

    /** Times lie on a grid of 30 a second; 20 of them are taken. */
    @Test
    void theFrameRateOfUnevenFootageIsItsAverage() {
        Path file = folder.resolve("uneven.mp4");
        Footage.writeAt(
                file, 64, 48, 30, LongStream.range(0, 100).map(i -> i + i / 2).toArray());

        Video video = Videos.open(file);

        assertThat(video.frameRate()).isCloseTo(20, within(0.5));
        List<Frame> frames = Footage.frames(video);
        assertThat(frames).hasSize(100);
        assertThat(frames.get(99).time().toNanos() / 1e9).isCloseTo(148 / 30.0, within(0.001));
    }

    /** As FFmpeg cuts a recording into segments whose times go on from one to the next. */
    @Test
    void aPieceOfALongerRecordingIsWhole() {
        Path file = later("piece.mkv");

        List<Frame> frames = Footage.frames(Videos.open(file));

        assertThat(frames).hasSize(60);
        assertThat(frames.get(0).time()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aPieceThatWasCutShortIsStillNoticed() throws IOException {
        Path file = later("piece.mkv");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 6 / 10));

        assertThatThrownBy(() -> Footage.frames(Videos.open(file)))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("cut short or damaged");
    }

    /** Six seconds that begin after ten minutes. */
    private Path later(String name) {
        Path file = folder.resolve(name);
        Footage.writeAt(file, 160, 120, 10, LongStream.range(6000, 6060).toArray());
        return file;
    }
}
