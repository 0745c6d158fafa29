package dev.vedette.detection;

import dev.vedette.scoring.Smoothing;
import java.util.Optional;

/**
 * What a stream's results depend on besides pictures: where it goes on elsewhere, or after a pause, smoothing and the event that was going
 * on continue from here. Places that stand still are computed anew there.
 *
 * @param smoothing what it knows of the frames before
 * @param event that goes on
 */
public record StreamState(Smoothing.Memory smoothing, Optional<OpenEvent> event) {
    /** Before the first frame. */
    public static final StreamState FRESH = new StreamState(Smoothing.Memory.NOTHING, Optional.empty());

    /**
     * An event that is not over.
     *
     * @param soFar from its first to its latest frame of alarm
     * @param calm whether a frame without alarm came since
     */
    public record OpenEvent(AnomalyEvent soFar, boolean calm) {}

    /** Number of the newest frame that was scored; −1 before the first. */
    public long newest() {
        return smoothing.newest();
    }
}
