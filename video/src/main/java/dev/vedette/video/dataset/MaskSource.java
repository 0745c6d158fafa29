package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import java.util.Optional;

/** Masks of one video in order of its frames. Not thread-safe. */
public interface MaskSource extends AutoCloseable {
    /**
     * The mask of the next frame, empty at the end.
     *
     * @throws dev.vedette.fault.VedetteException (bad input) if it cannot be read or has another size than those before
     */
    Optional<PixelMask> next();

    @Override
    void close();
}
