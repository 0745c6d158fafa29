package dev.vedette.server.watch;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.watch.CameraStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch at one camera: connects, hands frames on, and connects again when nothing comes. It has a thread for frames and one for
 * events; scoring happens on the pool's. Thread-safe.
 */
final class CameraWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CameraWatch.class);

    /** A camera that sends nothing for so long is taken for lost. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    private static final long SECONDS_TO_END = 8;

    private volatile CameraConfig config;
    private final Surroundings surroundings;
    private final Ticker ticker;
    private final CameraEye eye;
    private final Backoff backoff;
    private final Thread reader;

    private volatile boolean closing;
    private volatile @Nullable FrameSource feed;
    private volatile long heard;
    private volatile boolean starved;

    CameraWatch(CameraConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.ticker = surroundings.ticker();
        this.eye = new CameraEye(config, surroundings);
        this.backoff = new Backoff(new SplittableRandom(config.name().hashCode()));
        this.reader = new Thread(this::run, "vedette-camera-" + config.name());
        this.reader.setDaemon(true);
    }

    void start() {
        reader.start();
    }

    CameraConfig config() {
        return config;
    }

    /** Has a configuration hold that gives the same frames as the one before. */
    void change(CameraConfig next) {
        config = next;
        eye.heed(next);
    }

    /** Has another detector watch from the next frame on; none for only looking. */
    void use(Optional<ActiveDetector> detector) {
        eye.use(detector);
    }

    /** Only looks from the next frame on, and says why. */
    void useNone(String why) {
        eye.useNone(why);
    }

    CameraStatus status() {
        return eye.status();
    }

    List<ScoreHistory.Point> scores() {
        return eye.scores();
    }

    Optional<byte[]> picture(boolean heat, int width) {
        return eye.picture(heat, width);
    }

    /** Hangs up on a camera that has been silent for too long. To be called every second or so. */
    void check() {
        FrameSource open = feed;
        if (open != null && ticker.nanos() - heard > SILENCE.toNanos()) {
            starved = true;
            open.close();
        }
    }

    private void run() {
        for (long round = 0; !closing; round++) {
            try {
                boolean goesOn = lookOnce(round);
                if (!goesOn) {
                    return;
                }
            } catch (InterruptedException e) {
                return; // it is being closed
            }
        }
    }

    /** @return whether to connect again */
    private boolean lookOnce(long round) throws InterruptedException {
        String fault;
        try (FrameSource open = surroundings.feeds().open(config, round)) {
            starved = false;
            heard = ticker.nanos();
            feed = open;
            eye.connecting();
            look(open);
            if (!config.parsed().kind().isLive()) {
                eye.sessionEnds();
                if (!config.repeats()) {
                    eye.become(State.ENDED, null);
                }
                return config.repeats();
            }
            fault = "the camera ended its stream";
        } catch (VedetteException e) {
            fault = starved ? "no frame for " + SILENCE.toSeconds() + " seconds" : e.getMessage();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the watch at camera {} failed", config.name(), e);
            fault = "internal error (" + e + ")";
        } finally {
            feed = null;
            eye.sessionEnds();
        }
        if (!closing) {
            eye.become(State.LOST, fault);
            ticker.sleep(backoff.next());
        }
        return true;
    }

    private void look(FrameSource open) {
        for (Optional<Frame> frame = open.next(); frame.isPresent() && !closing; frame = open.next()) {
            heard = ticker.nanos();
            eye.see(frame.get());
            backoff.reset();
        }
    }

    /** Stops, within seconds; events that go on are ended and written. */
    @Override
    public void close() {
        closing = true;
        FrameSource open = feed;
        if (open != null) {
            open.close();
        }
        reader.interrupt();
        try {
            reader.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        eye.close();
    }
}
