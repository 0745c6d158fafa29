package dev.vedette.detection;

import dev.vedette.detection.AnomalyEvent.Place;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Alarms become events: an event starts with the first frame of alarm and ends with the last one that no other follows within
 * {@link #GAP}. Of frames that were not scored nothing is known: they alone do not end an event. Time comes from the frames.
 * Not thread-safe.
 */
public final class EventFinder {
    /** A pause shorter than this does not end an event. */
    public static final Duration GAP = Duration.ofSeconds(1);

    private final double threshold;
    private @Nullable FrameScore first;
    private @Nullable FrameScore last;
    private @Nullable FrameScore peak;
    private boolean calmSinceLast;

    public EventFinder(double threshold) {
        this.threshold = threshold;
    }

    /** Takes the next scored frame; gives the event that is over by now, if any. */
    public Optional<AnomalyEvent> next(FrameScore frame) {
        Optional<AnomalyEvent> over = Optional.empty();
        calmSinceLast |= !frame.alarm();
        if (last != null && calmSinceLast && frame.time().minus(last.time()).compareTo(GAP) > 0) {
            over = finish();
        }
        if (frame.alarm()) {
            first = first == null ? frame : first;
            peak = peak == null || frame.causal() > peak.causal() ? frame : peak;
            last = frame;
            calmSinceLast = false;
        }
        return over;
    }

    /** The event that was still going on at the end of the video, if any. */
    public Optional<AnomalyEvent> finish() {
        if (first == null || last == null || peak == null) {
            return Optional.empty();
        }
        AnomalyEvent event = new AnomalyEvent(
                first.index(),
                last.index(),
                peak.index(),
                first.time(),
                last.time(),
                peak.time(),
                peak.causal(),
                threshold,
                Place.aroundPeak(peak.map()));
        first = null;
        last = null;
        peak = null;
        return Optional.of(event);
    }
}
