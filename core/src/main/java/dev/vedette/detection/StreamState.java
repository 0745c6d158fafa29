package dev.vedette.detection;

import dev.vedette.fault.VedetteException;
import java.util.List;
import java.util.Optional;

/**
 * What a stream's results depend on besides pictures: where it goes on elsewhere, or after a pause, smoothing and the event that was going
 * on continue from here. Places that stand still are computed anew there.
 *
 * @param recent scores that smoothing still looks at, in order of time; the last is that of the newest scored frame
 * @param event that goes on
 */
public record StreamState(List<Raw> recent, Optional<OpenEvent> event) {
    /** Before the first frame. */
    public static final StreamState FRESH = new StreamState(List.of(), Optional.empty());

    /**
     * A frame's score before smoothing.
     *
     * @param frame its number
     */
    public record Raw(long frame, double score) {}

    /**
     * An event that is not over.
     *
     * @param soFar from its first to its latest frame of alarm
     * @param calm whether a frame without alarm came since
     */
    public record OpenEvent(AnomalyEvent soFar, boolean calm) {}

    public StreamState {
        recent = List.copyOf(recent);
        for (int i = 1; i < recent.size(); i++) {
            if (recent.get(i).frame() <= recent.get(i - 1).frame()) {
                throw VedetteException.badInput(
                        "a stream's state has frame " + recent.get(i).frame() + " after frame "
                                + recent.get(i - 1).frame() + ", expected them in order");
            }
        }
    }

    /** Number of the newest frame that was scored; −1 before the first. */
    public long newest() {
        return recent.isEmpty() ? -1 : recent.get(recent.size() - 1).frame();
    }
}
