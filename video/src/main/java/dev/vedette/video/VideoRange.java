package dev.vedette.video;

import java.util.Optional;

/**
 * A part of a video file for somebody who needs some frames before those that are meant, to warm up. Ranges of one file meet without a gap:
 * each frame is meant by exactly one.
 *
 * @param number of the range in its file, from 0
 * @param of how many ranges the file has
 * @param warmUp frames read before those that are meant, unless the file begins here
 * @param begin where reading begins; empty: at the file's start
 * @param next where the next range begins to read; empty: this one goes to the file's end
 */
public record VideoRange(int number, int of, int warmUp, Optional<EntryPoint> begin, Optional<EntryPoint> next) {
    /** All of a file. */
    public static final VideoRange WHOLE = new VideoRange(0, 1, 0, Optional.empty(), Optional.empty());

    public boolean whole() {
        return of == 1;
    }

    /** Number of the first frame that is meant. */
    public long first() {
        return begin.map(point -> point.frame() + warmUp).orElse(0L);
    }

    /** Number of the first frame that is no longer meant; {@link Long#MAX_VALUE} where the file's end is the end. */
    public long end() {
        return next.map(point -> point.frame() + warmUp).orElse(Long.MAX_VALUE);
    }
}
