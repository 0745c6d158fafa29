package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import java.util.Optional;

/** Puts a thing into the pictures of a clip. Implementations are safe for use by many threads. */
public interface Paster {
    /** The clip with the thing in it; empty, when the thing cannot be pasted. */
    Optional<Pasted> paste(Clip clip, MovingObject object);

    /**
     * A clip with a thing in it.
     *
     * @param shown the clip's pictures with the thing pasted
     * @param map [H·W], 0 where frame t is untouched, up to 255 where the thing lies
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Pasted(Clip shown, byte[] map) {}
}
