package dev.vedette.flink;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.detection.FrameScore;
import java.time.Duration;
import java.util.Locale;

/**
 * One line of a result. Numbers are written as {@code vedette detect} writes them.
 *
 * @param line without its end
 */
public record Row(Table table, String camera, String line) {
    static Row of(VideoSplit video, FrameScore frame) {
        return of(
                Table.SCORES,
                video,
                frame.index(),
                seconds(frame.time()),
                (float) frame.raw(),
                (float) frame.causal(),
                frame.alarm() ? 1 : 0);
    }

    /** @param number of the event in its video, from 1 */
    static Row of(VideoSplit video, long number, AnomalyEvent event) {
        Place place = event.place();
        return of(
                Table.EVENTS,
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

    /** A video that was scored to its end. */
    static Row done(VideoSplit video) {
        return of(Table.VIDEOS, video, video.frames(), video.events(), video.detector());
    }

    /** A video that was given up. */
    static Row setAside(VideoSplit video, String reason) {
        return of(Table.SET_ASIDE, video, video.frames(), Csv.text(reason));
    }

    private static Row of(Table table, VideoSplit video, Object... values) {
        StringBuilder line =
                new StringBuilder(Csv.text(video.camera())).append(',').append(Csv.text(video.splitId()));
        for (Object value : values) {
            line.append(',').append(value);
        }
        return new Row(table, video.camera(), line.toString());
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / 1e9);
    }
}
