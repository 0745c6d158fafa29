package dev.vedette.flink.live;

import dev.vedette.detection.StreamState;
import java.time.Instant;
import java.util.Optional;

/**
 * All that results of a camera depend on, besides pictures; what a checkpoint keeps of it.
 *
 * @param run when the job began that first watched it
 * @param scoring what scores depended on, as {@link CameraSpec#scoring} tells it
 * @param began when its first frame came; its time counts from there; the epoch before
 * @param round of a file
 * @param seen how far it was looked at
 * @param stream smoothing, and the event that goes on
 * @param minute that goes on
 */
record CameraState(
        Instant run,
        String scoring,
        Instant began,
        Round round,
        Seen seen,
        StreamState stream,
        Tally tally,
        Optional<Minute> minute,
        Condition condition) {
    static CameraState fresh(Instant run, String scoring) {
        return new CameraState(
                run,
                scoring,
                Instant.EPOCH,
                Round.FIRST,
                Seen.NOTHING,
                StreamState.FRESH,
                Tally.NONE,
                Optional.empty(),
                Condition.NEW);
    }

    CameraState with(StreamState next) {
        return new CameraState(run, scoring, began, round, seen, next, tally, minute, condition);
    }

    CameraState with(Seen next) {
        return new CameraState(run, scoring, began, round, next, stream, tally, minute, condition);
    }

    CameraState with(Round next) {
        return new CameraState(run, scoring, began, next, seen, stream, tally, minute, condition);
    }

    CameraState with(Tally next) {
        return new CameraState(run, scoring, began, round, seen, stream, next, minute, condition);
    }

    CameraState with(Optional<Minute> next) {
        return new CameraState(run, scoring, began, round, seen, stream, tally, next, condition);
    }

    CameraState with(Condition next) {
        return new CameraState(run, scoring, began, round, seen, stream, tally, minute, next);
    }

    CameraState beginning(Instant first) {
        return new CameraState(run, scoring, first, round, seen, stream, tally, minute, condition);
    }
}
