package dev.vedette.flink.live;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.flink.results.Csv;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * One line of a result.
 *
 * @param day of its time, in UTC, as in 2026-11-27
 * @param line without its end
 */
public record WatchRow(WatchTable table, String day, String line) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** When an event was in front of the camera. */
    record Times(Instant start, Instant end, Instant peak) {}

    /** @param number of the event of its camera, from 1 */
    static WatchRow event(String camera, long number, Times times, AnomalyEvent event) {
        Place place = event.place();
        return of(
                WatchTable.EVENTS,
                camera,
                times.start(),
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
    static WatchRow minute(String camera, Minute minute, Tally now) {
        return of(
                WatchTable.MINUTES,
                camera,
                minute.begin(),
                minute.begin(),
                now.frames() - minute.before().frames(),
                minute.scored(),
                now.dropped() - minute.before().dropped(),
                (float) (minute.sum() / minute.scored()),
                (float) minute.highest(),
                minute.alarms(),
                minute.events());
    }

    static WatchRow camera(String camera, Condition condition, Tally tally) {
        return of(
                WatchTable.CAMERAS,
                camera,
                condition.since(),
                time(condition.since()),
                condition.state(),
                Csv.text(condition.fault()),
                tally.frames(),
                tally.scored(),
                tally.dropped(),
                tally.reconnects(),
                tally.events());
    }

    private static WatchRow of(WatchTable table, String camera, Instant time, Object... values) {
        StringBuilder line = new StringBuilder(camera);
        for (Object value : values) {
            line.append(',').append(value);
        }
        return new WatchRow(table, DAY.format(time), line.toString());
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
