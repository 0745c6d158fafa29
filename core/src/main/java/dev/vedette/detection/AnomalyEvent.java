package dev.vedette.detection;

import java.time.Duration;

/**
 * A stretch of alarm.
 *
 * @param firstFrame number of the first frame of alarm, from 0
 * @param lastFrame number of the last frame of alarm, included
 * @param peakFrame frame with the largest causal score
 * @param peakScore its causal score
 * @param threshold that the scores exceeded
 * @param place where the peak frame is most abnormal
 */
public record AnomalyEvent(
        long firstFrame,
        long lastFrame,
        long peakFrame,
        Duration start,
        Duration end,
        Duration peak,
        double peakScore,
        double threshold,
        Place place) {
    /** A box as shares 0..1 of the frame's width and height. */
    public record Place(double left, double top, double right, double bottom) {}
}
