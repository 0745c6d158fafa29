package dev.vedette.flink.live;

import java.time.Duration;

/**
 * How far a camera was looked at, whatever smooths its scores.
 *
 * @param footage what was looked at, as {@link CameraSpec#footage} tells it; empty before that is known
 * @param newest number of the newest frame that was scored; −1 before the first
 * @param time of that frame
 */
record Seen(String footage, long newest, Duration time) {
    static final Seen NOTHING = new Seen("", -1, Duration.ZERO);

    Seen of(String next) {
        return new Seen(next, newest, time);
    }

    Seen upTo(long frame, Duration frameTime) {
        return new Seen(footage, frame, frameTime);
    }
}
