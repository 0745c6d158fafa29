package dev.vedette.server.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderProcessTest {
    private static final StreetScene.Format FORMAT = new StreetScene.Format(128, 80, 10);

    @TempDir
    Path folder;

    private static CameraConfig camera(Path file, double rate) {
        return new CameraConfig(
                "film",
                file.toString(),
                Optional.of(rate),
                Optional.empty(),
                Optional.empty(),
                Optional.of(50.0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Path film(int frames) {
        Path file = folder.resolve("film.mp4");
        StreetScene scene = StreetScene.normal(3, frames, FORMAT);
        try (VideoWriter writer = VideoWriter.create(file, FORMAT.width(), FORMAT.height(), FORMAT.frameRate())) {
            for (int i = 0; i < frames; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        return file;
    }

    @Test
    void aCameraThatIsNotPluggedInIsToldWithWhatToDo() {
        try (FrameSource source = DecoderProcess.start(CameraConfig.of("desk", "usb:/dev/video987"), 0)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageMatching(
                            "there is no camera at /dev/video987.*plug it in.*|cameras at this machine need .*");
        }
    }

    @Test
    void framesOfAnotherProcessAreThoseOfTheFile() {
        Path file = film(12);
        try (FrameSource here = Videos.open(file).open();
                FrameSource there = DecoderProcess.start(camera(file, 10), 0)) {
            for (int i = 0; i < 12; i++) {
                Frame expected = here.next().orElseThrow();
                Frame found = there.next().orElseThrow();
                assertThat(found.index()).isEqualTo(expected.index());
                assertThat(found.time()).isEqualTo(expected.time());
                assertThat(found.image().bgr()).isEqualTo(expected.image().bgr());
            }
            assertThat(there.next()).isEmpty();
        }
    }

    @Test
    void framesAreThinnedToTheRateOfAnalysis() {
        try (FrameSource source = DecoderProcess.start(camera(film(20), 5), 0)) {
            int count = 0;
            while (source.next().isPresent()) {
                count++;
            }
            assertThat(count).isEqualTo(10);
        }
    }

    @Test
    void aDecoderThatIsKilledIsAFaultOfTheCameraAlone() {
        try (DecoderProcess source = DecoderProcess.start(CameraConfig.of("street", "street:"), 0)) {
            assertThat(source.next()).isPresent();
            ProcessHandle.of(source.pid()).orElseThrow().destroyForcibly();
            assertThatThrownBy(() -> {
                        while (source.next().isPresent()) {
                            // What was on its way still comes.
                        }
                    })
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("the decoder died");
        }
    }

    @Test
    void whatIsNoVideoIsToldInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("film.mp4"), "this is no video");
        try (FrameSource source = DecoderProcess.start(camera(file, 5), 0)) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("is no video that can be read");
        }
    }
}
