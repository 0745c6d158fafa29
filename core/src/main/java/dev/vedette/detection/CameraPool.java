package dev.vedette.detection;

import dev.vedette.engine.ScoringEngine;
import dev.vedette.fault.VedetteException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Many cameras on one machine, scored by one pool of threads. Each camera's results are those of a {@link StreamDetector}, as long as
 * nothing is dropped.
 *
 * <p><b>Turns.</b> A thread takes the camera that is first in line, scores the oldest of its waiting clips, tells its listener and puts it
 * at the end of the line, if more waits. So cameras are served alike, whatever their frame rates, and no camera by two threads at once.
 * While there are as many cameras in line as threads, each clip is computed on its thread alone; while there are fewer, all of the
 * engine's threads compute it.
 *
 * <p><b>When the machine is too slow</b>, the newest wins, camera by camera: of the clips that wait, the newest {@code mostWaiting} stay,
 * and when one more comes, the oldest is dropped and counted; those that the end of a camera completes drop none. Clips are dropped and
 * never single frames, so every clip that is scored shows frames t−3, t and t+3. Frames do not wait: the thread that offers one makes it
 * part of its clips, in small, before it goes on.
 *
 * <p>Thread-safe. Does not own engines: close them after the pool.
 */
public final class CameraPool implements AutoCloseable {
    /** Clips of a camera that may wait where nothing else is asked for: as many as every result is late anyway. */
    public static final int USUALLY_WAITING = StreamDetector.LOOK_AHEAD;

    /** A pause of the machine, to collect garbage or to write an event, that costs a fast camera no frame. */
    private static final double PAUSE_SECONDS = 0.5;

    private final int size;
    private final int mostWaiting;
    private final LongSupplier nanoClock;
    private final ExecutorService line;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<Camera> cameras = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inLine = new AtomicInteger();
    /** Its parties are the cameras that have not ended, and the pool until it is closed. */
    private final Phaser open = new Phaser(1);

    private boolean closed;

    /**
     * @param threads that score and tell listeners, at least 1
     * @param mostWaiting clips of one camera that may wait, at least 1, or as many as come in half a second, if that is more: more outlast
     *     longer pauses of the machine, and while it is too slow each delays all results by one more turn
     * @param nanoClock for delays, as {@link System#nanoTime()}
     */
    public CameraPool(int threads, int mostWaiting, LongSupplier nanoClock) {
        if (threads < 1 || mostWaiting < 1) {
            throw VedetteException.badConfiguration("a camera pool has " + threads + " threads and lets " + mostWaiting
                    + " clips wait, expected at least 1 of each");
        }
        this.size = threads;
        this.mostWaiting = mostWaiting;
        this.nanoClock = nanoClock;
        AtomicInteger count = new AtomicInteger();
        this.line = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "vedette-cameras-" + count.incrementAndGet());
            thread.setDaemon(true);
            this.threads.add(thread);
            return thread;
        });
    }

    /** One thread for each processor, the system's clock. */
    public CameraPool() {
        this(Runtime.getRuntime().availableProcessors(), USUALLY_WAITING, System::nanoTime);
    }

    /**
     * Adds a camera whose whole picture counts.
     *
     * @param engine of the detector's network; cameras that share a detector share it; may be missing where the detector's rule needs none
     */
    public Camera add(Detector detector, @Nullable ScoringEngine engine, CameraListener listener) {
        return add(detector, engine, CameraOptions.defaults(), listener);
    }

    /**
     * Adds a camera.
     *
     * @param engine as above
     */
    public Camera add(
            Detector detector, @Nullable ScoringEngine engine, CameraOptions options, CameraListener listener) {
        ScoringEngine byLoad = engine == null ? null : new LoadAwareEngine(engine, () -> inLine.get() >= size);
        Camera camera = new Camera(this, detector, byLoad, options, listener);
        synchronized (cameras) {
            if (closed) {
                throw VedetteException.internal("a camera was added to a pool that is closed", null);
            }
            open.register();
            cameras.add(camera);
        }
        return camera;
    }

    /** @return clips that may wait of a camera that gives so many frames a second */
    int mostWaiting(double frameRate) {
        return Math.max(mostWaiting, (int) Math.ceil(frameRate * PAUSE_SECONDS));
    }

    long now() {
        return nanoClock.getAsLong();
    }

    /** Puts a camera at the end of the line; never one that is in it. */
    void lineUp(Camera camera) {
        inLine.incrementAndGet();
        line.execute(camera::turn);
    }

    /** A camera's turn is over. */
    void leaveLine() {
        inLine.decrementAndGet();
    }

    void ended(Camera camera) {
        cameras.remove(camera);
        open.arriveAndDeregister();
    }

    /**
     * Ends all cameras: clips that wait are dropped, clips that are being scored and events that go on are still told. Afterwards no
     * thread of the pool is in an engine or a listener.
     *
     * @throws IllegalStateException when a listener calls it, for it waits for them
     */
    @Override
    public void close() {
        if (threads.contains(Thread.currentThread())) {
            throw new IllegalStateException("a camera pool was closed by a listener, but has to wait for it");
        }
        synchronized (cameras) {
            if (closed) {
                return;
            }
            closed = true;
        }
        cameras.forEach(Camera::abandon);
        open.arriveAndAwaitAdvance();
        line.shutdown();
    }
}
