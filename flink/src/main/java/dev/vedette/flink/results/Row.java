package dev.vedette.flink.results;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.detection.FrameScore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One row of a result.
 *
 * @param cells its values in the order of the table's columns, as {@code vedette detect} writes them; moments as in ISO 8601, of UTC
 */
public record Row(Table table, List<String> cells) {
    /** The score of a frame. */
    public static Row of(String camera, String video, FrameScore frame) {
        return of(
                Table.SCORES,
                camera,
                video,
                frame.index(),
                seconds(frame.time()),
                (float) frame.raw(),
                (float) frame.causal(),
                frame.alarm() ? 1 : 0);
    }

    /** @param number of the event in its video, from 1 */
    public static Row of(String camera, String video, long number, AnomalyEvent event) {
        Place place = event.place();
        return of(
                Table.EVENTS,
                camera,
                video,
                number,
                event.firstFrame(),
                event.lastFrame(),
                event.peakFrame(),
                seconds(event.start()),
                seconds(event.end()),
                seconds(event.peak()),
                (float) event.peakScore(),
                (float) event.threshold(),
                (float) place.left(),
                (float) place.top(),
                (float) place.right(),
                (float) place.bottom());
    }

    /**
     * A video that was scored to its end.
     *
     * @param detector SHA-256 of its file
     */
    public static Row done(String camera, String video, long frames, long events, String detector) {
        return of(Table.VIDEOS, camera, video, frames, events, detector);
    }

    /**
     * A video that was given up.
     *
     * @param frames that have scores all the same
     */
    public static Row setAside(String camera, String video, long frames, String reason) {
        return of(Table.SET_ASIDE, camera, video, frames, reason);
    }

    /** @param values in the order of the table's columns; what they are as text is what is written */
    public static Row of(Table table, Object... values) {
        return new Row(table, Stream.of(values).map(String::valueOf).toList());
    }

    String camera() {
        return cells.get(0);
    }

    /** As a line of CSV, without its end. */
    public String line() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            boolean text = table.columns().get(i).kind() == Column.Kind.TEXT;
            line.append(i == 0 ? "" : ",").append(text ? Csv.text(cells.get(i)) : cells.get(i));
        }
        return line.toString();
    }

    /** Names of columns and what their values are: String, Long, Double, Instant, Float or Boolean; in order. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Column column = table.columns().get(i);
            values.put(column.name(), column.value(cells.get(i)));
        }
        return values;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
