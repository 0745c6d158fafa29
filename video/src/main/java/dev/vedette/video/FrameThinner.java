package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.time.Duration;

/**
 * Says which frames to take so that no more than so many a second remain, evenly: the first one at or after each due time. Not
 * thread-safe.
 */
public final class FrameThinner {
    private final long interval;
    private long due;

    /** @param rate frames a second, greater than 0 */
    public FrameThinner(double rate) {
        if (!(rate > 0)) {
            throw VedetteException.badConfiguration("the rate of analysis is " + rate + ", expected more than 0");
        }
        this.interval = Math.max(1, (long) (1e9 / rate));
    }

    /** Whether to take the frame of a time; times come in order. */
    public boolean takes(Duration time) {
        long nanos = time.toNanos();
        // A frame that is a little early is the one that was meant: cameras do not tick exactly.
        if (nanos < due - interval / 10) {
            return false;
        }
        due = nanos - due > interval ? nanos + interval : due + interval;
        return true;
    }
}
