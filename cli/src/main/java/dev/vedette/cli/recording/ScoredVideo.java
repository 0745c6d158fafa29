package dev.vedette.cli.recording;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.frame.Video;
import java.util.List;

/**
 * A video and what the detector says about it. Arrays have one value a frame.
 *
 * @param width of its frames in pixels
 * @param height of its frames in pixels
 * @param seconds presentation times
 * @param raw scores of the frames alone
 * @param smoothed scores, smoothed both ways: for looking back on a recording
 * @param causal scores, smoothed backwards only: what a live camera would have shown
 * @param alarm whether the causal score was above the threshold
 * @param events in order of time
 * @param maps where; closed with this
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoredVideo(
        Video video,
        int width,
        int height,
        double[] seconds,
        double[] raw,
        double[] smoothed,
        double[] causal,
        boolean[] alarm,
        List<AnomalyEvent> events,
        HeatMaps maps)
        implements AutoCloseable {
    public int frames() {
        return raw.length;
    }

    /** Length of the video in seconds, the last frame's own time included. */
    public double length() {
        return seconds[seconds.length - 1] - seconds[0] + 1 / video.frameRate();
    }

    /** Seconds of alarm. */
    public double alarmSeconds() {
        int frames = 0;
        for (boolean a : alarm) {
            frames += a ? 1 : 0;
        }
        return frames * length() / frames();
    }

    @Override
    public void close() {
        maps.close();
    }
}
