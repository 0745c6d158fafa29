package dev.vedette.video.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.video.LiveStream.Transport;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.Videos;
import dev.vedette.video.scene.StreetScene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderProcessTest {
    private static final StreetScene.Format FORMAT = new StreetScene.Format(128, 80, 10);

    @TempDir
    Path folder;

    private static DecoderOrder camera(Path file, double rate) {
        return order(file.toString(), rate, 0);
    }

    private static DecoderOrder order(String address, double rate, long from) {
        return new DecoderOrder(CameraAddress.of(address), rate, 960, Transport.TCP, 50, 0, from);
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
        try (FrameSource source = DecoderProcess.start(order("usb:/dev/video987", 5, 0))) {
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
                FrameSource there = DecoderProcess.start(camera(file, 10))) {
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
    void aFileBeginsAnewInItsProcessAndDoesNotRunAhead() {
        long began = 0;
        try (FrameSource source = DecoderProcess.start(camera(film(12), 10))) {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 12; i++) {
                    Frame frame = source.next().orElseThrow();
                    began = began == 0 ? System.nanoTime() : began;
                    assertThat(frame.index()).isEqualTo(i);
                    assertThat(frame.time()).hasMillis(100 * i);
                }
                assertThat(source.next()).isEmpty();
            }
        }
        // 35 frames after the first, at fifty times ten a second.
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(65));
    }

    @Test
    void theStreetGoesOnAsAnotherOne() {
        try (FrameSource source = DecoderProcess.start(
                new DecoderOrder(CameraAddress.of("street:"), 0.2, 64, Transport.TCP, 1000, 0, 0))) {
            byte[] first = source.next().orElseThrow().image().bgr();
            while (source.next().isPresent()) {
                // on to the next street
            }
            assertThat(source.next().orElseThrow().image().bgr()).isNotEqualTo(first);
        }
    }

    @Test
    void whatCameBeforeIsNotWaitedFor() {
        try (FrameSource source = DecoderProcess.start(order(film(20).toString(), 5, 7))) {
            Frame frame = source.next().orElseThrow();
            assertThat(frame.index()).isEqualTo(7);
            assertThat(frame.time()).hasMillis(1400);
        }
    }

    @Test
    void framesAreThinnedToTheRateOfAnalysis() {
        try (FrameSource source = DecoderProcess.start(camera(film(20), 5))) {
            int count = 0;
            while (source.next().isPresent()) {
                count++;
            }
            assertThat(count).isEqualTo(10);
        }
    }

    @Test
    void aDecoderThatIsKilledIsAFaultOfTheCameraAlone() {
        try (DecoderProcess source = DecoderProcess.start(order("street:", 12.5, 0))) {
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
        try (FrameSource source = DecoderProcess.start(camera(file, 5))) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("is no video that can be read");
        }
    }
}
