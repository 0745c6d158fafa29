package dev.vedette.flink.live;

import dev.vedette.detection.Camera;
import dev.vedette.detection.CameraCounters;
import dev.vedette.detection.CameraListener;
import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.detection.StreamState;
import dev.vedette.frame.Frame;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frames of a camera from when it was connected until it is lost or over. Frames come from one thread, results go out on the pool's. */
final class Connection implements CameraListener {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Origin origin;
    private final CameraLedger ledger;
    private final Mailbox mailbox;
    private final Camera camera;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile StreamState stream;
    private volatile @Nullable Throwable fault;

    /**
     * Where its frames are in the camera's.
     *
     * @param shift of their numbers
     */
    record Origin(Instant began, Round round, long shift) {}

    /**
     * @param enter how its frames get into the pool
     * @param before what was known of the stream
     */
    Connection(
            Function<CameraListener, Camera> enter,
            Origin origin,
            StreamState before,
            CameraLedger ledger,
            Mailbox mailbox) {
        this.origin = origin;
        this.stream = before;
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.camera = enter.apply(this);
    }

    Origin origin() {
        return origin;
    }

    /** @return false when scoring has failed */
    boolean offer(Frame frame) {
        return camera.offer(frame);
    }

    @Nullable
    Throwable fault() {
        return fault;
    }

    CameraCounters counters() {
        return camera.counters();
    }

    /** Waits for the last results; an event that goes on is over. */
    StreamState finish() {
        camera.finish();
        return await();
    }

    /** Waits for the last results; an event that goes on may still go on. */
    StreamState pause() {
        camera.pause();
        return await();
    }

    private StreamState await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed, and the pool after it
        }
        return stream;
    }

    @Override
    public void found(Findings findings) {
        StreamState known = camera.state();
        stream = known;
        CameraLedger.Results results =
                new CameraLedger.Results(origin.round(), origin.began(), findings, known, camera.counters());
        mailbox.put(() -> ledger.scored(results));
    }

    @Override
    public void ended() {
        over.countDown();
    }

    @Override
    public void failed(Throwable cause) {
        LOG.error("scoring camera {} failed", ledger.camera().name(), cause);
        fault = cause;
        over.countDown();
    }
}
