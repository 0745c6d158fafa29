package dev.vedette.video.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.video.LiveStream.Transport;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.scene.StreetScene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A network camera over RTSP. */
@Timeout(60)
class RtspTest {
    private static final StreetScene.Format FORMAT = new StreetScene.Format(320, 192, 10);

    @TempDir
    Path folder;

    private byte[] film;

    /** The stream as a camera sends it: its parameter sets, which files keep apart, come first. */
    @BeforeEach
    void film() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] file = written("film.mp4");
        int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("avcC") + 4 + 6;
        for (int set = 0; set < 2; set++) {
            int length = (file[at] & 255) << 8 | file[at + 1] & 255;
            stream.write(new byte[] {0, 0, 0, 1});
            stream.write(file, at + 2, length);
            at += 2 + length + 1;
        }
        stream.write(written("film.h264"));
        film = stream.toByteArray();
    }

    private byte[] written(String name) throws IOException {
        Path file = folder.resolve(name);
        StreetScene scene = StreetScene.normal(3, 20, FORMAT);
        try (VideoWriter writer = VideoWriter.create(file, FORMAT.width(), FORMAT.height(), FORMAT.frameRate())) {
            for (int i = 0; i < 20; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        return Files.readAllBytes(file);
    }

    private static DecoderOrder camera(RtspServer server, String login) {
        String address = "rtsp://" + login + "@127.0.0.1:" + server.port() + "/stream";
        return new DecoderOrder(CameraAddress.of(address), 5, 160, Transport.TCP, 1, 0, 0);
    }

    @Test
    void aCameraIsSeenThinnedAndNarrowedAndComesBackAfterACut() throws IOException {
        try (RtspServer server = new RtspServer(film, "watch:s3cret")) {
            try (FrameSource source = DecoderProcess.start(camera(server, "watch:s3cret"))) {
                Duration before = Duration.ofSeconds(-1);
                for (int i = 0; i < 15; i++) {
                    Frame frame = source.next().orElseThrow();
                    assertThat(frame.index()).isEqualTo(i);
                    assertThat(frame.time()).isGreaterThan(before);
                    assertThat(frame.image().width()).isEqualTo(160);
                    assertThat(frame.image().height()).isEqualTo(96);
                    before = frame.time();
                }
                // Fifteen frames at five a second.
                assertThat(before).isBetween(Duration.ofMillis(2500), Duration.ofMillis(3500));
                server.cut();
                assertThatThrownBy(() -> {
                            while (source.next().isPresent()) {
                                // What was on its way still comes.
                            }
                            throw VedetteException.badInput("the camera ended its stream");
                        })
                        .isInstanceOf(VedetteException.class);
            }
            try (FrameSource again = DecoderProcess.start(camera(server, "watch:s3cret"))) {
                assertThat(again.next()).isPresent();
            }
        }
    }

    /** In real time, because FFmpeg's own clock is what could come in between: it hands out the last picture late. */
    @Test
    void aCameraThatFallsSilentIsToldAfterTwentySecondsWhateverItsDecoderDoes() throws Exception {
        try (RtspServer server = new RtspServer(film, "watch:s3cret")) {
            String address = "rtsp://watch:s3cret@127.0.0.1:" + server.port() + "/stream";
            // Every picture is taken, the last one of all, too.
            DecoderOrder order = new DecoderOrder(CameraAddress.of(address), 60, 160, Transport.TCP, 1, 0, 0);
            server.fallSilentAfter(30);
            Heard heard = new Heard();
            try (CameraFeed feed = new CameraFeed(
                    "yard", round -> DecoderProcess.start(order), heard, pause -> heard.awaitEnd(), System::nanoTime)) {
                feed.start();
                while (!heard.lost.await(200, TimeUnit.MILLISECONDS)) {
                    feed.check();
                }
            }
            assertThat(heard.frames).isGreaterThan(20);
            assertThat(heard.fault).isEqualTo("no frame for 20 seconds");
            assertThat(heard.silence).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));
        }
    }

    private static final class Heard implements CameraFeed.Watcher {
        private final CountDownLatch lost = new CountDownLatch(1);
        private int frames;
        /** When the last picture came that was not kept back for seconds. */
        private long heard;

        private String fault = "";
        private Duration silence = Duration.ZERO;

        @Override
        public void connecting() {}

        @Override
        public void frame(Frame frame) {
            long now = System.nanoTime();
            if (frames++ == 0 || now - heard < TimeUnit.SECONDS.toNanos(10)) {
                heard = now;
            }
        }

        @Override
        public boolean over() {
            return false;
        }

        @Override
        public void disconnected() {}

        @Override
        public void lost(String fault) {
            this.fault = fault;
            silence = Duration.ofNanos(System.nanoTime() - heard);
            lost.countDown();
        }

        void awaitEnd() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void aWrongPasswordIsToldWithoutTheAddress() throws IOException {
        try (RtspServer server = new RtspServer(film, "watch:s3cret");
                FrameSource source = DecoderProcess.start(camera(server, "watch:wrong"))) {
            assertThatThrownBy(source::next)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("the camera does not answer")
                    .hasMessageNotContaining("wrong");
        }
    }
}
