package dev.vedette.server.learning;

import java.time.Instant;
import java.util.Optional;

/**
 * How learning at a camera goes on.
 *
 * @param progress 0..1 of the whole
 * @param step what is being done, for a person
 * @param message how it ended, for a person
 * @param secondsLeft about
 */
public record LearningStatus(
        String camera,
        State state,
        double progress,
        String step,
        Optional<String> message,
        Instant began,
        Optional<Long> secondsLeft) {
    /** Where it is. */
    public enum State {
        /** Another camera learns first. */
        QUEUED,
        RUNNING,
        PAUSED,
        /** The new detector watches. */
        DONE,
        /** The new detector was not as good as the old one, which goes on. */
        OLD_KEPT,
        FAILED,
        CANCELLED
    }

    /** Whether nothing more will happen. */
    public boolean over() {
        return state != State.QUEUED && state != State.RUNNING && state != State.PAUSED;
    }
}
