package dev.vedette.server.watch;

import dev.vedette.detection.AnomalyEvent.Place;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the store is to know of an event that is over.
 *
 * @param id empty while the store has not given it one
 * @param detector version of the detector that found it; empty for what an earlier Vedette left
 * @param severity days in which normal footage gives a score as high once
 */
record EndedEvent(
        Optional<Long> id,
        String camera,
        Optional<Long> detector,
        Instant started,
        Instant ended,
        Instant peak,
        double peakScore,
        double threshold,
        Optional<Double> severity,
        Place place) {
    /** One that has just begun, as it is told if nothing more comes of it. */
    static EndedEvent asItBegan(String camera, long detector, Scored first, double threshold) {
        return new EndedEvent(
                Optional.empty(),
                camera,
                Optional.of(detector),
                first.at(),
                first.at(),
                first.at(),
                first.score().causal(),
                threshold,
                Optional.empty(),
                Place.aroundPeak(first.score().map()));
    }

    /** The same after its last frame. */
    EndedEvent ended(Scored last, Scored strongest, Optional<Double> days) {
        return new EndedEvent(
                id,
                camera,
                detector,
                started,
                last.at(),
                strongest.at(),
                strongest.score().causal(),
                threshold,
                days,
                Place.aroundPeak(strongest.score().map()));
    }

    EndedEvent withId(long number) {
        return new EndedEvent(
                Optional.of(number), camera, detector, started, ended, peak, peakScore, threshold, severity, place);
    }

    /** What it is called as long as it has no number. */
    String key() {
        return camera + "-" + started.toEpochMilli();
    }
}
