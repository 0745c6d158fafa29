package dev.vedette.flink.live;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.CameraCounters;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.detection.StreamState;
import dev.vedette.detection.StreamState.OpenEvent;
import dev.vedette.flink.live.Condition.State;
import dev.vedette.flink.live.WatchRows.Times;
import dev.vedette.flink.results.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a camera, in step with the rows that have gone out: each call takes something new and gives the rows that follow. A
 * checkpoint between two calls has both or neither. For one thread, but for what metrics ask.
 */
final class CameraLedger {
    private static final CameraCounters NOTHING = new CameraCounters(0, 0, 0, Duration.ZERO, Duration.ZERO);

    private final CameraSpec camera;
    private volatile CameraState state;
    /** Frames before the connection at hand. */
    private Tally before;

    /** Whether somebody else watched it before, and that is not told yet. */
    private boolean takenOver;

    /** Whether it was watched before, and has sent nothing since. */
    private boolean interrupted;

    private CameraCounters connection = NOTHING;
    private volatile Duration delay = Duration.ZERO;

    /** Results of some frames, and all that is known afterwards. */
    record Results(Round round, Instant began, Findings findings, StreamState stream, CameraCounters connection) {}

    CameraLedger(CameraSpec camera, CameraState state) {
        this.camera = camera;
        this.state = state;
        this.before = state.tally();
        this.takenOver = !state.condition().is(State.WAITING) && !ended();
        this.interrupted = takenOver && state.tally().frames() > 0;
    }

    CameraSpec camera() {
        return camera;
    }

    private WatchRows rows() {
        return new WatchRows(camera.name(), state.run());
    }

    CameraState state() {
        return state;
    }

    /** Of the last score, from when all its frames were there. */
    Duration delay() {
        return delay;
    }

    boolean ended() {
        return state.condition().is(State.ENDED);
    }

    /**
     * Where another detector is to score from now on, with other zones, or other footage, an event of before is over. A file goes on where it
     * was, other footage begins behind it.
     */
    List<Row> useSpec() {
        Seen seen = state.seen().of(camera.footage());
        if (state.scoring().equals(camera.scoring()) && !otherFootage()) {
            state = state.with(seen);
            return List.of();
        }
        Round round = otherFootage() ? behindSeen() : state.round();
        List<Row> rows = endEvent();
        state = new CameraState(
                state.run(),
                camera.scoring(),
                state.began(),
                round,
                seen,
                StreamState.FRESH,
                state.tally(),
                state.minute(),
                state.condition());
        return rows;
    }

    private boolean otherFootage() {
        String before = state.seen().footage();
        return !camera.live() && !before.isEmpty() && !before.equals(camera.footage());
    }

    private Round behindSeen() {
        Round round = state.round();
        Seen seen = state.seen();
        return seen.newest() < round.frames()
                ? round
                : new Round(round.number() + 1, seen.newest() + 1, seen.time().plus(camera.interval()));
    }

    /** Nobody is to watch it any more. */
    List<Row> dismiss(Instant now) {
        List<Row> rows = new ArrayList<>(endEvent());
        rows.addAll(endMinute());
        rows.addAll(become(State.ENDED, now, "no camera of the job any more"));
        return rows;
    }

    private List<Row> endEvent() {
        Optional<OpenEvent> open = state.stream().event();
        state = state.with(new StreamState(state.stream().smoothing(), Optional.empty()));
        return open.map(event -> List.of(over(event.soFar()))).orElse(List.of());
    }

    /** A camera that is lost stays so until its first frame. */
    List<Row> connecting(Instant now) {
        if (takenOver) {
            takenOver = false;
            return become(State.CONNECTING, now, "goes on from a checkpoint");
        }
        return state.condition().is(State.WAITING) ? become(State.CONNECTING, now, "") : List.of();
    }

    List<Row> watching(Instant now) {
        if (interrupted || state.condition().is(State.LOST)) {
            state = state.with(state.tally().anotherReconnect());
        }
        interrupted = false;
        return become(State.WATCHING, now, "");
    }

    List<Row> become(State next, Instant now, String fault) {
        Condition condition = state.condition();
        if (condition.is(next) && condition.fault().equals(fault)) {
            return List.of();
        }
        state = state.with(new Condition(next, now, fault));
        return List.of(rows().condition(state.condition(), state.tally()));
    }

    List<Row> scored(Results results) {
        List<Row> rows = new ArrayList<>();
        state = state.with(results.round()).with(results.stream()).beginning(results.began());
        for (FrameScore frame : results.findings().frames()) {
            Instant minute = Minute.of(wall(frame.time()));
            if (state.minute().filter(open -> !minute.isAfter(open.begin())).isEmpty()) {
                rows.addAll(endMinute());
                state = state.with(Optional.of(Minute.beginning(minute, state.tally())));
            }
            state = state.with(state.minute().map(open -> open.with(frame)))
                    .with(state.seen().upTo(frame.index(), frame.time()));
        }
        count(results.connection());
        for (AnomalyEvent event : results.findings().events()) {
            rows.add(over(event));
        }
        return rows;
    }

    private Row over(AnomalyEvent event) {
        state = state.with(state.tally().anotherEvent()).with(state.minute().map(Minute::anotherEvent));
        Times times = new Times(wall(event.start()), wall(event.end()), wall(event.peak()));
        return rows().event(state.tally().events(), times, event);
    }

    private void count(CameraCounters now) {
        long scored = now.scored() - connection.scored();
        if (scored > 0) {
            delay = now.totalDelay().minus(connection.totalDelay()).dividedBy(scored);
        }
        connection = now;
        state = state.with(state.tally().withFramesOf(before.plus(now)));
    }

    private Instant wall(Duration time) {
        return camera.wall(state.began(), time);
    }

    /** @param now what came of the connection */
    List<Row> disconnected(CameraCounters now) {
        count(now);
        before = state.tally();
        connection = NOTHING;
        return List.of();
    }

    /**
     * A file was shown to its end.
     *
     * @param shown what came of it
     */
    List<Row> roundOver(CameraCounters shown, Round next, Instant now) {
        disconnected(shown);
        state = state.with(next).with(StreamState.FRESH);
        if (camera.loop()) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>(endMinute());
        rows.addAll(become(State.ENDED, now, ""));
        return rows;
    }

    /** A file has ended before where it was to go on. */
    List<Row> cutShort(Round next, Instant now) {
        List<Row> rows = new ArrayList<>(endEvent());
        rows.addAll(roundOver(NOTHING, next, now));
        return rows;
    }

    /** Time goes on: nothing more can come of the minute in which a camera was lost. */
    List<Row> tick(Instant now) {
        boolean past = state.minute().filter(open -> now.isBefore(open.end())).isEmpty();
        return camera.live() && state.condition().is(State.LOST) && past ? endMinute() : List.of();
    }

    private List<Row> endMinute() {
        Optional<Minute> open = state.minute();
        state = state.with(Optional.<Minute>empty());
        return open.map(minute -> List.of(rows().minute(minute, state.tally()))).orElse(List.of());
    }
}
