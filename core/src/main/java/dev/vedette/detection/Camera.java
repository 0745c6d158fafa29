package dev.vedette.detection;

import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One camera of a {@link CameraPool}. Thread-safe. */
public final class Camera {
    private static final Logger LOG = LoggerFactory.getLogger(Camera.class);

    private final CameraPool pool;
    private final CameraListener listener;
    private final int mostWaiting;
    /** Number of the newest frame that had its score before; no frame up to it has another. */
    private final long known;
    /** Belongs to who has its lock, which is never waited for while holding this camera's own. */
    private final ClipAssembler assembler;
    /** Belongs to the thread whose turn it is. */
    private final ClipDetector detector;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean inLine;
    private boolean takesFrames = true;
    private boolean pausing;
    private boolean over;
    private @Nullable Throwable fault;

    private long offered;
    private long scored;
    private long dropped;
    private long totalDelay;
    private long longestDelay;

    /** @param since when it was complete, by the pool's clock */
    private record Waiting(Clip clip, long since) {}

    Camera(
            CameraPool pool,
            Detector detector,
            @Nullable ScoringEngine engine,
            CameraOptions options,
            CameraListener listener) {
        this.pool = pool;
        this.listener = listener;
        this.mostWaiting = pool.mostWaiting(options.frameRate());
        this.known = options.before().newest();
        this.assembler = new ClipAssembler(
                detector.network().frameWidth(), detector.network().frameHeight());
        this.detector = new ClipDetector(detector, engine, options.region(), options.before(), options.onWatch());
    }

    /**
     * Takes the next frame, numbered and in order of time; all have one size. Resizes it, and waits for nothing but another thread that
     * offers a frame of the same camera.
     *
     * @return false when the camera takes no more frames because it was finished, has failed, or its pool was closed
     */
    public boolean offer(Frame frame) {
        long now = pool.now();
        synchronized (assembler) {
            return accepts(frame.index()) && keep(() -> assembler.push(frame), mostWaiting, now);
        }
    }

    /** Ends the camera after its last frame: the clips that wait are scored, then the listener is told the end. */
    public void finish() {
        synchronized (assembler) {
            // These come all at once, and nothing after them that they could hold up.
            keep(assembler::finish, Integer.MAX_VALUE, pool.now());
            takeNoMore();
        }
    }

    /**
     * Ends the camera as {@link #finish()} does, but an event that goes on is not over: it remains part of the {@link #state()}, from which
     * another camera may go on.
     */
    public void pause() {
        synchronized (this) {
            pausing = true;
        }
        finish();
    }

    /**
     * What is known of the stream by now; to be called by the camera's listener while it is told something, or after the end.
     */
    public StreamState state() {
        return detector.state();
    }

    /** Ends the camera without scoring the clips that wait. */
    synchronized void abandon() {
        waiting.clear();
        takeNoMore();
    }

    /** Clips that may wait before the oldest is dropped. */
    public int mostWaiting() {
        return mostWaiting;
    }

    public synchronized CameraCounters counters() {
        return new CameraCounters(
                offered, scored, dropped, Duration.ofNanos(totalDelay), Duration.ofNanos(longestDelay));
    }

    private synchronized boolean accepts(long frame) {
        offered += takesFrames && frame > known ? 1 : 0;
        return takesFrames;
    }

    private boolean keep(Supplier<List<Clip>> assembled, int most, long now) {
        try {
            put(assembled.get(), most, now);
            return true;
        } catch (RuntimeException | Error e) {
            fail(e);
            return false;
        }
    }

    private synchronized void put(List<Clip> clips, int most, long now) {
        if (takesFrames) {
            clips.stream()
                    .filter(clip -> clip.index() > known)
                    .forEach(clip -> waiting.addLast(new Waiting(clip, now)));
            while (waiting.size() > most) {
                waiting.removeFirst();
                dropped++;
            }
            lineUp();
        }
    }

    private synchronized void takeNoMore() {
        takesFrames = false;
        lineUp();
    }

    private synchronized void fail(Throwable cause) {
        if (fault == null) {
            fault = cause;
        }
        abandon();
    }

    private synchronized void lineUp() {
        if (!inLine && !over && !(waiting.isEmpty() && takesFrames)) {
            inLine = true;
            pool.lineUp(this);
        }
    }

    /** Scores the oldest waiting clip, or ends when there is none. Called by one thread at a time. */
    void turn() {
        Waiting next = next();
        try {
            if (next != null) {
                Findings findings = detector.next(List.of(next.clip));
                count(pool.now() - next.since);
                listener.found(findings);
            } else if (!failed() && !pauses()) {
                tell(detector.finish());
            }
        } catch (Throwable e) { // whatever it is, other cameras go on
            fail(e);
        }
        if (next == null) {
            end();
        }
        leaveLine();
    }

    private synchronized @Nullable Waiting next() {
        return waiting.pollFirst();
    }

    private synchronized boolean failed() {
        return fault != null;
    }

    private synchronized boolean pauses() {
        return pausing;
    }

    private void tell(Findings last) {
        if (!last.events().isEmpty()) {
            listener.found(last);
        }
    }

    private synchronized void count(long delay) {
        scored++;
        totalDelay += delay;
        longestDelay = Math.max(longestDelay, delay);
    }

    private void end() {
        Throwable cause = over();
        try {
            if (cause == null) {
                listener.ended();
            } else {
                listener.failed(cause);
            }
        } catch (Throwable e) {
            LOG.error("a camera's listener failed when it was told the end", e);
        }
        pool.ended(this);
    }

    private synchronized @Nullable Throwable over() {
        over = true;
        dropped = offered - scored;
        return fault;
    }

    private synchronized void leaveLine() {
        pool.leaveLine();
        inLine = false;
        lineUp();
    }
}
