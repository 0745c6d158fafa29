package dev.vedette.training.footage;

import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;

/** A video that is drawn while it is read. */
public record DrawnVideo(String name, double frameRate, int frames, IntFunction<Image> draw) implements Video {
    @Override
    public FrameSource open() {
        return new FrameSource() {
            private int next;

            @Override
            public Optional<Frame> next() {
                if (next == frames) {
                    return Optional.empty();
                }
                Duration time = Duration.ofNanos((long) (next * 1e9 / frameRate));
                return Optional.of(new Frame(next, time, draw.apply(next++)));
            }

            @Override
            public void close() {}
        };
    }
}
