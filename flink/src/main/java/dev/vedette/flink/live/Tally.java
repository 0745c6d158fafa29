package dev.vedette.flink.live;

import dev.vedette.detection.CameraCounters;

/** What became of a camera so far, whoever watched it. */
record Tally(long frames, long scored, long dropped, long reconnects, long events) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** With the frames of a connection. */
    Tally plus(CameraCounters connection) {
        return new Tally(
                frames + connection.offered(),
                scored + connection.scored(),
                dropped + connection.dropped(),
                reconnects,
                events);
    }

    /** As another, but for what is counted here. */
    Tally withFramesOf(Tally other) {
        return new Tally(other.frames, other.scored, other.dropped, reconnects, events);
    }

    Tally anotherReconnect() {
        return new Tally(frames, scored, dropped, reconnects + 1, events);
    }

    Tally anotherEvent() {
        return new Tally(frames, scored, dropped, reconnects, events + 1);
    }
}
