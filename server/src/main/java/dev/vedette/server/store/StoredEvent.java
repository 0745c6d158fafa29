package dev.vedette.server.store;

import dev.vedette.detection.AnomalyEvent.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * An event of a camera, as it is kept.
 *
 * @param id counted from 1
 * @param ended empty while it goes on
 * @param peak when it was most abnormal
 * @param peakScore causal score then
 * @param threshold that the scores exceeded
 * @param severity days in which normal footage of this camera gives one as high; empty where nothing is known of that
 * @param place where, at the peak
 * @param repeats alarms in the time after it that made no event of their own
 * @param bytes that its files take
 * @param kept protected from being cleared away
 * @param feedback what somebody said of it
 */
public record StoredEvent(
        long id,
        String camera,
        Instant started,
        Optional<Instant> ended,
        Instant peak,
        double peakScore,
        double threshold,
        Optional<Double> severity,
        Place place,
        int repeats,
        long bytes,
        boolean kept,
        Optional<Feedback> feedback) {
    /** What an operator says of an event. */
    public enum Feedback {
        /** Nothing unusual. */
        normal,
        /** Worth an alert. */
        good
    }
}
