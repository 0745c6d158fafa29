package dev.vedette.flink.live;

import dev.vedette.detection.FrameScore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The scores of a camera's minute, as far as they are known.
 *
 * @param begin of the minute
 * @param scored frames
 * @param alarms of them
 * @param sum of causal scores
 * @param highest causal score
 * @param events that ended
 * @param before the camera's tally when it began
 */
record Minute(Instant begin, long scored, long alarms, double sum, double highest, long events, Tally before) {
    static Instant of(Instant time) {
        return time.truncatedTo(ChronoUnit.MINUTES);
    }

    static Minute beginning(Instant begin, Tally before) {
        return new Minute(begin, 0, 0, 0, Double.NEGATIVE_INFINITY, 0, before);
    }

    Minute with(FrameScore frame) {
        return new Minute(
                begin,
                scored + 1,
                alarms + (frame.alarm() ? 1 : 0),
                sum + frame.causal(),
                Math.max(highest, frame.causal()),
                events,
                before);
    }

    Minute anotherEvent() {
        return new Minute(begin, scored, alarms, sum, highest, events + 1, before);
    }

    Instant end() {
        return begin.plus(1, ChronoUnit.MINUTES);
    }
}
