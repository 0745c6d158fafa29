package dev.vedette.video.camera;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever fails at a camera, its thread goes on. */
@Timeout(60)
class CameraFeedTest {
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private String next() throws InterruptedException {
        return told.poll(30, TimeUnit.SECONDS);
    }

    /** One frame, then the end. */
    private static FrameSource frame() {
        return new FrameSource() {
            private boolean given;

            @Override
            public Optional<Frame> next() {
                if (given) {
                    return Optional.empty();
                }
                given = true;
                return Optional.of(new Frame(0, Duration.ZERO, Image.black(4, 4)));
            }

            @Override
            public void close() {}
        };
    }

    private class Told implements CameraFeed.Watcher {
        @Override
        public void connecting() {}

        @Override
        public void frame(Frame frame) {
            told.add("frame");
        }

        @Override
        public boolean over() {
            return false;
        }

        @Override
        public void disconnected() {
            told.add("disconnected");
        }

        @Override
        public void lost(String fault) {
            told.add(fault);
        }
    }

    private void watch(CameraFeed.Connector connector, CameraFeed.Watcher watcher) {
        new CameraFeed("yard", connector, watcher, pause -> told.add("pause"), System::nanoTime).start();
    }

    @Test
    void aCameraForWhichThereIsNoMemoryIsToldAsLostAndConnectedAgain() throws InterruptedException {
        watch(
                round -> {
                    if (round == 0) {
                        throw new OutOfMemoryError("of a test");
                    }
                    return frame();
                },
                new Told());

        assertThat(next()).isEqualTo("disconnected");
        assertThat(next()).contains("internal error", "OutOfMemoryError");
        assertThat(next()).isEqualTo("pause");
        assertThat(next()).isEqualTo("frame");
    }

    @Test
    void aWatcherThatFailsToHearOfALossIsToldOfTheNextFrame() throws InterruptedException {
        watch(
                round -> {
                    if (round == 0) {
                        throw new IllegalStateException("of a test");
                    }
                    return frame();
                },
                new Told() {
                    private boolean failed;

                    @Override
                    public void disconnected() {
                        if (!failed) {
                            throw new OutOfMemoryError("at the end of the connection");
                        }
                    }

                    @Override
                    public void lost(String fault) {
                        super.lost(fault);
                        failed = true;
                        throw new IllegalStateException("when it was lost");
                    }
                });

        assertThat(next()).contains("internal error");
        assertThat(next()).isEqualTo("pause");
        assertThat(next()).isEqualTo("frame");
    }
}
