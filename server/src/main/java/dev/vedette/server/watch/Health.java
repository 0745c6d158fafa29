package dev.vedette.server.watch;

import dev.vedette.detection.CameraCounters;
import dev.vedette.frame.Image;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.video.watch.WatchHours;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a camera is, kept up to date by those who work at it. Thread-safe. */
final class Health {
    private static final double MEMORY = 0.9;

    private State state = State.CONNECTING;
    private @Nullable String fault;
    private Optional<Trouble> trouble = Optional.empty();
    private Instant since;
    private @Nullable Instant lastFrame;
    private long lastNanos;
    private double interval;
    private int width;
    private int height;
    private long frames;
    private long scoredBefore;
    private long droppedBefore;
    private long reconnects;
    private @Nullable Double score;
    private @Nullable Double threshold;
    private boolean alarm;

    Health(Instant now) {
        since = now;
    }

    /** @return whether anything changed */
    synchronized boolean become(State next, @Nullable String why, Instant now) {
        boolean changed = state != next || !Optional.ofNullable(why).equals(Optional.ofNullable(fault));
        if (state != next) {
            since = now;
        }
        if (next == State.LOST && state != State.LOST) {
            reconnects++;
        }
        if (next != State.WATCHING) {
            calm();
        }
        if (next == State.LOST || next == State.ENDED) {
            trouble = Optional.empty();
        }
        state = next;
        fault = why;
        return changed;
    }

    /** @param nanos the same moment by a clock that is never set */
    synchronized void frame(Image picture, Instant now, long nanos) {
        if (lastFrame != null) {
            double seconds = (nanos - lastNanos) / 1e9;
            interval = interval == 0 ? seconds : interval * MEMORY + seconds * (1 - MEMORY);
        }
        lastFrame = now;
        lastNanos = nanos;
        width = picture.width();
        height = picture.height();
        frames++;
    }

    synchronized void trouble(Optional<Trouble> now) {
        trouble = now;
    }

    synchronized void connected() {
        interval = 0;
        lastFrame = null;
    }

    synchronized void scored(double value, double limit, boolean happens) {
        score = value;
        threshold = limit;
        alarm = happens;
    }

    /** Nothing is scored any more. */
    synchronized void calm() {
        score = null;
        alarm = false;
    }

    synchronized void sessionOver(CameraCounters counters) {
        scoredBefore += counters.scored();
        droppedBefore += counters.dropped();
    }

    synchronized CameraStatus status(@Nullable CameraCounters current, WatchHours.Now hours) {
        return new CameraStatus(
                state,
                Optional.ofNullable(fault),
                trouble,
                since,
                Optional.ofNullable(lastFrame),
                interval > 0 ? 1 / interval : 0,
                width,
                height,
                frames,
                scoredBefore + (current == null ? 0 : current.scored()),
                droppedBefore + (current == null ? 0 : current.dropped()),
                reconnects,
                Optional.ofNullable(score),
                Optional.ofNullable(threshold),
                alarm,
                hours.onWatch(),
                hours.changes());
    }
}
