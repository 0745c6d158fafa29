package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Image files as the frames of a video, in the order given. */
record ImageSequence(String name, List<Path> images, double frameRate) implements Video {
    ImageSequence {
        images = List.copyOf(images);
    }

    @Override
    public FrameSource open() {
        return new Frames(images, frameRate);
    }

    private static final class Frames implements FrameSource {
        private final List<Path> images;
        private final double frameRate;
        private final StillDecoder decoder = new StillDecoder();
        private int index;
        private @Nullable Image first;
        private boolean closed;

        Frames(List<Path> images, double frameRate) {
            this.images = images;
            this.frameRate = frameRate;
        }

        @Override
        public Optional<Frame> next() {
            if (closed) {
                throw VedetteException.internal("a frame was asked for after closing", null);
            }
            if (index == images.size()) {
                return Optional.empty();
            }
            Path file = images.get(index);
            Image image = decoder.decode(file);
            if (first == null) {
                first = image;
            } else if (!image.sameSize(first)) {
                throw VedetteException.badInput(file + " is " + image.width() + "x" + image.height()
                        + ", but the frames before it are " + first.width() + "x" + first.height()
                        + "; all images of one folder must have one size: scale or remove it");
            }
            Duration time = Duration.ofNanos(Math.round(index * 1e9 / frameRate));
            return Optional.of(new Frame(index++, time, image));
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                decoder.close();
            }
        }
    }
}
