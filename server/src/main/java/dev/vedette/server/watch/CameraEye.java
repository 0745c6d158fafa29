package dev.vedette.server.watch;

import dev.vedette.detection.Detector;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.server.config.CameraAddress.Kind;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.video.heat.HeatPainter;
import dev.vedette.video.heat.HeatScale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a camera's frames: the live picture, the buffer to learn from, and with a detector scores and events. Frames and
 * {@link #sessionEnds} come from one thread; the rest is thread-safe.
 */
final class CameraEye implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CameraEye.class);
    private static final float[] NO_TOKENS = {0};

    private final CameraConfig config;
    private final Surroundings surroundings;
    private final Ticker ticker;
    private final Health health;
    private final LivePicture live = new LivePicture();
    private final ScoreHistory history = new ScoreHistory();
    private final Desk desk;
    private final @Nullable FootageBuffer buffer;

    private volatile Optional<ActiveDetector> wanted = Optional.empty();
    /** Why there is no detector, where that is a fault. */
    private volatile @Nullable String unlearned;

    private volatile Optional<Trouble> trouble = Optional.empty();
    private PictureCheck check = new PictureCheck();
    private @Nullable Sight sight;
    private volatile @Nullable Session session;
    private @Nullable EventRecorder recorder;
    private long first;
    private Instant began = Instant.EPOCH;

    CameraEye(CameraConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.ticker = surroundings.ticker();
        this.health = new Health(ticker.now());
        this.desk = new Desk("vedette-events-" + config.name());
        this.buffer = config.parsed().kind() == Kind.RTSP
                ? new FootageBuffer(
                        surroundings.buffers().resolve(config.name()),
                        config.framesPerSecond(),
                        surroundings.buffered())
                : null;
    }

    void use(Optional<ActiveDetector> detector) {
        unlearned = null;
        wanted = detector;
    }

    void useNone(String why) {
        unlearned = why;
        wanted = Optional.empty();
    }

    Optional<byte[]> picture(boolean heat, int width) {
        return live.jpeg(heat, width);
    }

    List<ScoreHistory.Point> scores() {
        return history.points();
    }

    CameraStatus status() {
        Session current = session;
        return health.status(current == null ? null : current.counters());
    }

    void become(State state, @Nullable String why) {
        if (health.become(state, why, ticker.now())) {
            surroundings.listener().state(config.name(), status());
        }
    }

    void connecting() {
        health.connected();
        began = Instant.EPOCH;
        check.reconnected();
    }

    void see(Frame frame) {
        Instant now = ticker.now();
        if (began.equals(Instant.EPOCH)) {
            began = now;
        }
        health.frame(frame.image(), now);
        if (buffer != null) {
            FootageBuffer kept = buffer;
            desk.put(() -> kept.add(frame.image(), now));
        }
        takeTurns();
        trouble = check.next(frame);
        health.trouble(trouble);
        score(frame);
    }

    /** Changes the detector when another one is wanted. */
    private void takeTurns() {
        Optional<ActiveDetector> next = wanted;
        Optional<ActiveDetector> current = Optional.ofNullable(sight).map(Sight::active);
        if (!next.equals(current)) {
            sessionEnds();
            closeSight();
            live.forgetHeat();
            history.clear();
            // What is learned anew is the view to compare with from now on.
            check = new PictureCheck();
            sight = next.map(active -> new Sight(active, surroundings.pool(), surroundings.threads()))
                    .orElse(null);
        }
    }

    private void score(Frame frame) {
        Sight at = sight;
        if (at == null) {
            live.show(frame.image());
            String unwell = troubleText();
            become(State.UNLEARNED, unwell == null ? unlearned : unwell);
            surroundings.listener().frame(config.name(), status());
            return;
        }
        Session open = session;
        if (open == null) {
            open = begin(at, frame);
        }
        Frame numbered = new Frame(frame.index() - first, frame.time(), frame.image());
        if (!open.offer(numbered, wall(frame))) {
            throw VedetteException.internal("scoring failed (" + open.fault() + ")", open.fault());
        }
        String unwell = troubleText();
        become(State.WATCHING, unwell == null ? desk.fault() : unwell);
    }

    private @Nullable String troubleText() {
        return trouble.map(Trouble::text).orElse(null);
    }

    /** When a frame was in front of the camera. A network camera's own clock drifts over weeks, so ours counts there. */
    private Instant wall(Frame frame) {
        if (config.parsed().kind() == Kind.RTSP) {
            return ticker.now();
        }
        return began.plus(Duration.ofNanos((long) (frame.time().toNanos() / config.times())));
    }

    private Session begin(Sight at, Frame frame) {
        first = frame.index();
        Detector detector = at.active().detector();
        EventRecorder events = new EventRecorder(
                config.name(),
                new EventTracker(surroundings.rules(), detector.calibration()),
                surroundings.rules(),
                config.framesPerSecond(),
                new EventRecorder.Archive(
                        surroundings.events(),
                        surroundings.folders(),
                        new HeatPainter(HeatScale.of(detector, NO_TOKENS)),
                        at.active().severity(),
                        surroundings.listener()::event));
        recorder = events;
        Session opened = at.session(scored -> {
            live.show(scored, detector);
            desk.put(() -> take(events, scored, detector));
        });
        session = opened;
        return opened;
    }

    private void take(EventRecorder events, Scored scored, Detector detector) {
        events.take(scored, trouble.isPresent());
        history.add(scored.at(), scored.score().causal());
        health.scored(scored.score().causal(), detector.calibration().threshold(), events.happening());
        surroundings.listener().frame(config.name(), status());
    }

    /** The camera is lost, over, or gets another detector. */
    void sessionEnds() {
        Session open = session;
        EventRecorder events = recorder;
        if (open != null) {
            if (!open.finish()) {
                LOG.warn("camera {}: scoring does not end; its engine is left alone", config.name());
                sight = null;
            }
            health.sessionOver(open.counters());
            session = null;
        }
        if (events != null) {
            desk.putSurely(events::close);
            recorder = null;
        }
    }

    private void closeSight() {
        if (sight != null) {
            sight.close();
            sight = null;
        }
    }

    /** After the last frame. */
    @Override
    public void close() {
        sessionEnds();
        if (buffer != null) {
            desk.putSurely(buffer::close);
        }
        desk.close();
        closeSight();
    }
}
