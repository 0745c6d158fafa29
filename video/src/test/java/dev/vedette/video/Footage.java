package dev.vedette.video;

import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small footage for the tests of this package. */
final class Footage {
    private Footage() {}

    static List<Frame> frames(Video video) {
        List<Frame> frames = new ArrayList<>();
        try (FrameSource source = video.open()) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }
}
