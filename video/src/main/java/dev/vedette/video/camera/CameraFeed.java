package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of one camera for as long as anybody looks: connects, hands frames on, hangs up on a camera that is silent, and connects again
 * after a while. It has a thread of its own. Thread-safe.
 *
 * <p>Nothing else measures the silence of a camera, and only frames end it: whatever a decoder does meanwhile, the camera is told as lost
 * when {@link #SILENCE} and the time between two calls of {@link #check} are over.
 */
public final class CameraFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CameraFeed.class);

    /** A camera that sends nothing for so long is taken for lost. */
    public static final Duration SILENCE = Duration.ofSeconds(20);

    private static final long SECONDS_TO_END = 8;

    private final String name;
    private final Connector connector;
    private final Watcher watcher;
    private final Pause pause;
    private final LongSupplier nanoClock;
    private final Backoff backoff;
    private final Thread reader;

    /** Of the reader's thread: how often it was connected or began anew. */
    private long round;
    /** Of the reader's thread, too: whether a frame came since it was connected. */
    private boolean seen;

    private volatile boolean closing;
    private volatile @Nullable FrameSource open;
    private volatile long heard;
    private volatile boolean starved;

    /** Connects the camera. */
    @FunctionalInterface
    public interface Connector {
        /**
         * The camera's frames from now on. Closing it, from any thread, ends a {@code next()} that waits. After the end, {@code next()} gives
         * the frames of the next round, where there is one.
         *
         * @param round how often it was connected or began anew before
         * @throws VedetteException what is wrong with the camera, for a person
         */
        FrameSource connect(long round);
    }

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration duration) throws InterruptedException;
    }

    /** Is told what becomes of the camera, on the feed's thread. */
    public interface Watcher {
        /** The first frame is waited for. */
        void connecting();

        /** The next frame, numbered and timed from when the camera was connected or began anew. */
        void frame(Frame frame);

        /**
         * There are no more frames, and that is no fault.
         *
         * @return whether the camera begins anew at once, on the same connection
         * @throws VedetteException what is wrong with a camera that should have gone on
         */
        boolean over();

        /** The connection is no more, for whatever reason; the last of it, but for {@link #lost}. */
        void disconnected() throws InterruptedException;

        /**
         * Nothing comes; it is tried again soon.
         *
         * @param fault what is wrong, for a person
         */
        void lost(String fault);
    }

    /**
     * @param name for the thread, and for the jitter of its waits
     * @param nanoClock as {@link System#nanoTime()}
     */
    public CameraFeed(String name, Connector connector, Watcher watcher, Pause pause, LongSupplier nanoClock) {
        this.name = name;
        this.connector = connector;
        this.watcher = watcher;
        this.pause = pause;
        this.nanoClock = nanoClock;
        this.backoff = new Backoff(new SplittableRandom(name.hashCode()));
        this.reader = new Thread(this::run, "vedette-camera-" + name);
        this.reader.setDaemon(true);
    }

    /** Begins; to be called once. */
    public void start() {
        reader.start();
    }

    /** Hangs up on a camera that has been silent for too long. To be called every second or so. */
    public void check() {
        FrameSource feed = open;
        if (feed != null && nanoClock.getAsLong() - heard > SILENCE.toNanos()) {
            starved = true;
            feed.close();
        }
    }

    private void run() {
        try {
            while (!closing && lookOnce()) {
                round++;
                if (!closing) {
                    pause.sleep(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            // It is being closed.
        }
    }

    /** @return whether to connect again, which is so whatever fails: without its thread the camera would be watched no more. */
    private boolean lookOnce() throws InterruptedException {
        try {
            return look();
        } catch (RuntimeException | Error e) {
            LOG.error("what became of camera {} could not be told", name, e);
            return true;
        }
    }

    /** @return whether to connect again */
    private boolean look() throws InterruptedException {
        String fault;
        try (FrameSource feed = connector.connect(round)) {
            starved = false;
            seen = false;
            heard = nanoClock.getAsLong();
            open = feed;
            watcher.connecting();
            while (look(feed)) {
                round++;
            }
            return false;
        } catch (VedetteException e) {
            fault = starved ? silence() : String.valueOf(e.getMessage());
        } catch (RuntimeException | Error e) {
            LOG.error("the watch at camera {} failed", name, e);
            fault = "internal error (" + e + ")";
        } finally {
            open = null;
            disconnected();
        }
        if (!closing) {
            watcher.lost(fault);
        }
        return true;
    }

    /** A watcher that fails at this is told of the loss all the same. */
    private void disconnected() throws InterruptedException {
        try {
            watcher.disconnected();
        } catch (RuntimeException | Error e) {
            LOG.error("the end of a connection of camera {} could not be told", name, e);
        }
    }

    private String silence() {
        return seen
                ? "no frame for " + SILENCE.toSeconds() + " seconds"
                : "no frame within " + SILENCE.toSeconds()
                        + " seconds of connecting: check that the camera is on, its address and the network";
    }

    /** @return whether the camera begins anew */
    private boolean look(FrameSource feed) {
        boolean any = false;
        for (Optional<Frame> frame = feed.next(); frame.isPresent() && !closing; frame = feed.next()) {
            heard = nanoClock.getAsLong();
            seen = true;
            any = true;
            watcher.frame(frame.get());
            backoff.reset();
        }
        boolean goesOn = watcher.over() && !closing;
        if (goesOn && !any) {
            throw VedetteException.badInput("the camera's footage has no frames");
        }
        return goesOn;
    }

    /** Begins to close, and does not wait. */
    public void hangUp() {
        closing = true;
        FrameSource feed = open;
        if (feed != null) {
            feed.close();
        }
        reader.interrupt();
    }

    /** Stops, within seconds; afterwards nobody is told anything. */
    @Override
    public void close() {
        hangUp();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
