package dev.vedette.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
    private final AtomicBoolean closed = new AtomicBoolean();

    @Test
    void allFramesComeInOrder() {
        try (ReadAhead ahead = new ReadAhead(video(100, false))) {
            for (int i = 0; i < 100; i++) {
                assertThat(ahead.next().orElseThrow().index()).isEqualTo(i);
            }
            assertThat(ahead.next()).isEmpty();
            assertThat(ahead.next()).isEmpty();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void aFaultComesAfterTheFramesBeforeIt() {
        try (ReadAhead ahead = new ReadAhead(video(3, true))) {
            for (int i = 0; i < 3; i++) {
                assertThat(ahead.next()).isPresent();
            }
            assertThatThrownBy(ahead::next).isInstanceOf(VedetteException.class).hasMessage("damaged");
        }
    }

    @Test
    void closingEarlyClosesTheVideo() {
        try (ReadAhead ahead = new ReadAhead(video(1000, false))) {
            assertThat(ahead.next()).isPresent();
        }
        assertThat(closed).isTrue();
    }

    @Test
    void ctrlCEndsTheWait() {
        Thread.currentThread().interrupt();
        try (ReadAhead ahead = new ReadAhead(video(1000, false))) {
            assertThatThrownBy(ahead::next).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(closed).isTrue();
    }

    private Video video(int frames, boolean damaged) {
        return new Video() {
            @Override
            public String name() {
                return "numbers";
            }

            @Override
            public double frameRate() {
                return 10;
            }

            @Override
            public FrameSource open() {
                return new Numbers(frames, damaged);
            }
        };
    }

    private final class Numbers implements FrameSource {
        private final int frames;
        private final boolean damaged;
        private int next;

        Numbers(int frames, boolean damaged) {
            this.frames = frames;
            this.damaged = damaged;
        }

        @Override
        public Optional<Frame> next() {
            if (next == frames && damaged) {
                throw VedetteException.badInput("damaged");
            }
            return next == frames
                    ? Optional.empty()
                    : Optional.of(new Frame(next, Duration.ofMillis(100L * next++), Image.black(4, 4)));
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }
}
