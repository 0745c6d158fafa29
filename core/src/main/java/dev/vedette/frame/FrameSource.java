package dev.vedette.frame;

import java.util.Optional;

/**
 * Frames of one video in order of time. Not thread-safe. Throws {@link dev.vedette.fault.VedetteException} (bad input)
 * when the video turns out to be damaged; all frames before the damage have been returned by then.
 */
public interface FrameSource extends AutoCloseable {
    /** The next frame, empty at the end. All frames of one source have the same size. */
    Optional<Frame> next();

    @Override
    void close();
}
