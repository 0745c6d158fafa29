package dev.vedette.server.watch;

import dev.vedette.detection.Camera;
import dev.vedette.detection.CameraCounters;
import dev.vedette.detection.CameraListener;
import dev.vedette.detection.CameraOptions;
import dev.vedette.detection.CameraPool;
import dev.vedette.detection.Detector;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import java.time.Instant;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames of one camera from when it was connected until it is lost, scored by one detector. Joins each score with the picture that it
 * is of. Frames come from one thread, scores go out on the pool's.
 */
final class Session implements CameraListener {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** Frames whose scores may still come beside those of clips that wait: what a score looks ahead to and what is under way, with room. */
    private static final int UNDER_WAY = 24;

    private static final long SECONDS_TO_END = 5;

    private final Camera camera;
    private final Consumer<Scored> scores;
    private final ConcurrentSkipListMap<Long, Seen> pending = new ConcurrentSkipListMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Throwable fault;

    private record Seen(Instant at, Image picture) {}

    Session(
            CameraPool pool,
            Detector detector,
            @Nullable ScoringEngine engine,
            CameraOptions options,
            Consumer<Scored> scores) {
        this.scores = scores;
        this.camera = pool.add(detector, engine, options, this);
    }

    /** @return false when scoring has failed */
    boolean offer(Frame frame, Instant at) {
        pending.put(frame.index(), new Seen(at, frame.image()));
        if (pending.size() > camera.mostWaiting() + UNDER_WAY) {
            pending.pollFirstEntry();
        }
        return camera.offer(frame);
    }

    CameraCounters counters() {
        return camera.counters();
    }

    @Nullable
    Throwable fault() {
        return fault;
    }

    /**
     * Ends it and waits until its last score is told, even when interrupted: the engine must not be closed under it.
     *
     * @return whether nothing of it is in the engine any more
     */
    boolean finish() {
        camera.finish();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_END);
        while (!ended && System.nanoTime() < end) {
            try {
                ended = over.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    /** Does something once nothing of it is in the engine any more, however long that takes. */
    void whenOver(Runnable then) {
        Thread waiter = new Thread(
                () -> {
                    try {
                        over.await();
                        then.run();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "vedette-late-scores");
        waiter.setDaemon(true);
        waiter.start();
    }

    @Override
    public void found(StreamDetector.Findings findings) {
        for (FrameScore score : findings.frames()) {
            pending.headMap(score.index()).clear();
            Seen seen = pending.remove(score.index());
            if (seen != null) {
                scores.accept(new Scored(seen.at(), seen.picture(), score));
            }
        }
    }

    @Override
    public void ended() {
        over.countDown();
    }

    @Override
    public void failed(Throwable cause) {
        LOG.error("scoring a camera failed", cause);
        fault = cause;
        over.countDown();
    }
}
