package dev.vedette.flink.live;

import java.time.Duration;

/**
 * Where in its camera's time a showing of a file begins; a live camera has one that never ends.
 *
 * @param number how often the file was shown before
 * @param frames of the camera before it
 * @param time of the camera before it
 */
record Round(long number, long frames, Duration time) {
    static final Round FIRST = new Round(0, 0, Duration.ZERO);
}
