package dev.vedette.video;

import java.time.Duration;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Counts frames and gives each its time since the first one: from the presentation timestamp, or one frame interval
 * after the frame before where the timestamp is missing or does not advance. So time always advances.
 */
final class FrameClock {
    private final double timeBase;
    private final long intervalNanos;
    private long frames;
    private long firstTimestamp;
    private long nanos;

    /**
     * @param timeBase seconds in one unit of the timestamps
     * @param frameRate frames a second
     */
    FrameClock(double timeBase, double frameRate) {
        this.timeBase = timeBase;
        intervalNanos = Math.max(1, Math.round(1e9 / frameRate));
    }

    /** Goes on as if all frames before had been counted. */
    void enter(EntryPoint point) {
        frames = point.frame();
        firstTimestamp = point.origin();
    }

    /** Whether the time of the latest frame, whose timestamp this is, depends on no frame but the first. */
    boolean isExact(long timestamp) {
        return nanos == stamped(timestamp);
    }

    /** Frames counted so far, which is the index of the next one. */
    long frames() {
        return frames;
    }

    /** Time of the next frame, whose timestamp this is ({@code AV_NOPTS_VALUE}: it has none). */
    Duration tick(long timestamp) {
        if (frames == 0) {
            firstTimestamp = timestamp;
        } else {
            boolean stamped = timestamp != avutil.AV_NOPTS_VALUE && firstTimestamp != avutil.AV_NOPTS_VALUE;
            long stampedNanos = stamped ? stamped(timestamp) : 0;
            nanos = stampedNanos > nanos ? stampedNanos : nanos + intervalNanos;
        }
        frames++;
        return Duration.ofNanos(nanos);
    }

    private long stamped(long timestamp) {
        return Math.round((timestamp - firstTimestamp) * timeBase * 1e9);
    }
}
