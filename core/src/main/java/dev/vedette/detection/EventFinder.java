package dev.vedette.detection;

import dev.vedette.detection.AnomalyEvent.Place;
import dev.vedette.detection.StreamState.OpenEvent;
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
    private @Nullable OpenEvent open;

    public EventFinder(double threshold) {
        this(threshold, Optional.empty());
    }

    /** @param goingOn event that goes on */
    EventFinder(double threshold, Optional<OpenEvent> goingOn) {
        this.threshold = threshold;
        this.open = goingOn.orElse(null);
    }

    /** Takes the next scored frame; gives the event that is over by now, if any. */
    public Optional<AnomalyEvent> next(FrameScore frame) {
        Optional<AnomalyEvent> over = Optional.empty();
        OpenEvent event = open;
        if (event != null && !frame.alarm()) {
            event = new OpenEvent(event.soFar(), true);
            open = event;
        }
        if (event != null
                && event.calm()
                && frame.time().minus(event.soFar().end()).compareTo(GAP) > 0) {
            over = finish();
        }
        if (frame.alarm()) {
            open = new OpenEvent(open == null ? first(frame) : longer(open.soFar(), frame), false);
        }
        return over;
    }

    /**
     * Two events that were found in two parts of a video, in order, as the one that whoever had seen both parts would have found. All
     * frames in between were scored.
     *
     * @return empty where the pause between them ends the first
     */
    public static Optional<AnomalyEvent> joined(AnomalyEvent before, AnomalyEvent after) {
        boolean calm = after.firstFrame() > before.lastFrame() + 1;
        if (calm && after.start().minus(before.end()).compareTo(GAP) > 0) {
            return Optional.empty();
        }
        AnomalyEvent higher = after.peakScore() > before.peakScore() ? after : before;
        return Optional.of(new AnomalyEvent(
                before.firstFrame(),
                after.lastFrame(),
                higher.peakFrame(),
                before.start(),
                after.end(),
                higher.peak(),
                higher.peakScore(),
                before.threshold(),
                higher.place()));
    }

    private AnomalyEvent first(FrameScore frame) {
        return new AnomalyEvent(
                frame.index(),
                frame.index(),
                frame.index(),
                frame.time(),
                frame.time(),
                frame.time(),
                frame.causal(),
                threshold,
                Place.aroundPeak(frame.map()));
    }

    private AnomalyEvent longer(AnomalyEvent event, FrameScore frame) {
        boolean peak = frame.causal() > event.peakScore();
        return new AnomalyEvent(
                event.firstFrame(),
                frame.index(),
                peak ? frame.index() : event.peakFrame(),
                event.start(),
                frame.time(),
                peak ? frame.time() : event.peak(),
                peak ? frame.causal() : event.peakScore(),
                threshold,
                peak ? Place.aroundPeak(frame.map()) : event.place());
    }

    /** The event that goes on, if any. */
    Optional<OpenEvent> goingOn() {
        return Optional.ofNullable(open);
    }

    /** The event that was still going on at the end of the video, if any. */
    public Optional<AnomalyEvent> finish() {
        Optional<AnomalyEvent> event = goingOn().map(OpenEvent::soFar);
        open = null;
        return event;
    }
}
