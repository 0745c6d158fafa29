package dev.vedette.flink.live;

import java.time.Instant;

/**
 * How a camera is.
 *
 * @param fault what is wrong, for a person; empty where nothing is
 */
record Condition(State state, Instant since, String fault) {
    /** What a camera does. */
    enum State {
        /** Nobody has tried yet. */
        WAITING,
        /** The first frame is waited for. */
        CONNECTING,
        WATCHING,
        /** Nothing comes; it is tried again soon. */
        LOST,
        /** A file that is not to be repeated is over. */
        ENDED
    }

    static final Condition NEW = new Condition(State.WAITING, Instant.EPOCH, "");

    boolean is(State other) {
        return state == other;
    }
}
