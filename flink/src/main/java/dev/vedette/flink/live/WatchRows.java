package dev.vedette.flink.live;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.flink.results.Row;
import dev.vedette.flink.results.Table;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Rows of one camera.
 *
 * @param camera its name
 * @param run when the job began that first watched it; what numbers of events count from
 */
record WatchRows(String camera, Instant run) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** When an event was in front of the camera. */
    record Times(Instant start, Instant end, Instant peak) {}

    /** @param number of the event, from 1 */
    Row event(long number, Times times, AnomalyEvent event) {
        Place place = event.place();
        return Row.of(
                Table.LIVE_EVENTS,
                camera,
                time(run),
                number,
                time(times.start()),
                time(times.end()),
                time(times.peak()),
                (float) event.peakScore(),
                (float) event.threshold(),
                (float) place.left(),
                (float) place.top(),
                (float) place.right(),
                (float) place.bottom(),
                event.firstFrame(),
                event.lastFrame(),
                event.peakFrame());
    }

    /** @param now the camera's tally at the end of the minute */
    Row minute(Minute minute, Tally now) {
        return Row.of(
                Table.LIVE_MINUTES,
                camera,
                time(run),
                minute.begin(),
                now.frames() - minute.before().frames(),
                minute.scored(),
                now.dropped() - minute.before().dropped(),
                (float) (minute.sum() / minute.scored()),
                (float) minute.highest(),
                minute.alarms(),
                minute.events());
    }

    Row condition(Condition condition, Tally tally) {
        return Row.of(
                Table.LIVE_CAMERAS,
                camera,
                time(run),
                time(condition.since()),
                condition.state(),
                condition.fault(),
                tally.frames(),
                tally.scored(),
                tally.dropped(),
                tally.reconnects(),
                tally.events());
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
