package dev.vedette.server.watch;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.video.camera.CameraFeed;
import java.util.List;
import java.util.Optional;

/**
 * The watch at one camera. It has a thread for frames and one for events; scoring happens on the pool's. Thread-safe.
 */
final class CameraWatch implements AutoCloseable {
    private volatile CameraConfig config;
    private final CameraEye eye;
    private final CameraFeed feed;

    CameraWatch(CameraConfig config, Surroundings surroundings) {
        this.config = config;
        this.eye = new CameraEye(config, surroundings);
        Ticker ticker = surroundings.ticker();
        this.feed = new CameraFeed(
                config.name(),
                round -> surroundings.feeds().open(this.config, round),
                new Look(),
                ticker::sleep,
                ticker::nanos);
    }

    void start() {
        feed.start();
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
        feed.check();
    }

    private final class Look implements CameraFeed.Watcher {
        @Override
        public void connecting() {
            eye.connecting();
        }

        @Override
        public void frame(Frame frame) {
            eye.see(frame);
        }

        @Override
        public boolean over() {
            if (config.parsed().kind().isLive()) {
                throw VedetteException.badInput("the camera ended its stream");
            }
            eye.roundEnds();
            if (!config.repeats()) {
                eye.become(State.ENDED, null);
            }
            return config.repeats();
        }

        @Override
        public void disconnected() {
            eye.sessionEnds();
        }

        @Override
        public void lost(String fault) {
            eye.become(State.LOST, fault);
        }
    }

    /** Stops, within seconds; events that go on are ended and written. */
    @Override
    public void close() {
        feed.close();
        eye.close();
    }
}
