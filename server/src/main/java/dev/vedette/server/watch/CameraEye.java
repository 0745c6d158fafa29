package dev.vedette.server.watch;

import dev.vedette.detection.CameraOptions;
import dev.vedette.detection.Detector;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.video.heat.HeatPainter;
import dev.vedette.video.heat.HeatScale;
import dev.vedette.video.watch.WatchHours;
import dev.vedette.video.watch.Zone;
import dev.vedette.video.watch.ZoneTokens;
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
    private final SteadyClock clock;
    private final Health health;
    private final LivePicture live = new LivePicture();
    private final ScoreHistory history = new ScoreHistory();
    private final Desk desk;
    private final @Nullable FootageBuffer buffer;

    private volatile Optional<ActiveDetector> wanted = Optional.empty();
    /** Why there is no detector, where that is a fault. */
    private volatile @Nullable String unlearned;

    private volatile List<Zone> wantedZones;
    private volatile WatchHours hours;
    private boolean onWatch = true;
    private volatile Optional<Trouble> trouble = Optional.empty();
    private PictureCheck check = new PictureCheck();
    private @Nullable Sight sight;
    private volatile @Nullable Session session;
    private @Nullable EventRecorder recorder;
    /** Of the session; the zones may leave nothing to watch. */
    private List<Zone> zones;

    private Optional<RegionOfInterest> region = Optional.of(RegionOfInterest.WHOLE);
    private long first;
    private Instant began = Instant.EPOCH;

    CameraEye(CameraConfig config, Surroundings surroundings) {
        this.config = config;
        this.surroundings = surroundings;
        this.ticker = surroundings.ticker();
        this.clock = new SteadyClock(ticker);
        this.wantedZones = config.zonesOrNone();
        this.zones = wantedZones;
        this.hours = new WatchHours(config.schedule());
        this.health = new Health(ticker.now());
        this.desk = new Desk("vedette-events-" + config.name(), config.arrivals());
        this.buffer = config.parsed().kind().isLive()
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

    /** Has other zones and hours hold from the next frame on. */
    void heed(CameraConfig changed) {
        wantedZones = changed.zonesOrNone();
        hours = new WatchHours(changed.schedule());
    }

    Optional<byte[]> picture(boolean heat, int width) {
        return live.jpeg(heat, width);
    }

    List<ScoreHistory.Point> scores() {
        return history.points();
    }

    CameraStatus status() {
        Session current = session;
        return health.status(current == null ? null : current.counters(), hours.at(ticker.now()));
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

    /** What is shown next has nothing to do with what was shown before. */
    void roundEnds() {
        sessionEnds();
        began = Instant.EPOCH;
        check.reconnected();
    }

    void see(Frame frame) {
        setClock();
        Instant now = clock.now();
        if (began.equals(Instant.EPOCH)) {
            began = now;
        }
        health.frame(frame.image(), now, ticker.nanos());
        if (buffer != null) {
            FootageBuffer kept = buffer;
            desk.put(() -> kept.add(frame.image(), now));
        }
        takeTurns();
        trouble = check.next(frame);
        health.trouble(trouble);
        score(frame);
        tellHours(now);
    }

    /** What goes on when somebody sets the machine's clock ends by the old time, so that all of it is in order. */
    private void setClock() {
        if (clock.jumped()) {
            sessionEnds();
            Duration off = clock.set();
            began = began.equals(Instant.EPOCH) ? began : began.plus(off);
            history.clear();
            LOG.warn("camera={} the clock was set by {} seconds", config.name(), off.toSeconds());
        }
    }

    private void tellHours(Instant now) {
        boolean next = hours.at(now).onWatch();
        if (next != onWatch) {
            onWatch = next;
            surroundings.listener().state(config.name(), status());
        }
    }

    /** Changes the detector and the zones when others are wanted. */
    private void takeTurns() {
        Optional<ActiveDetector> next = wanted;
        Optional<ActiveDetector> current = Optional.ofNullable(sight).map(Sight::active);
        if (!next.equals(current)) {
            sessionEnds();
            closeSight();
            live.forgetHeat();
            history.clear();
            if (!next.map(ActiveDetector::version).equals(current.map(ActiveDetector::version))) {
                // What is learned anew is the view to compare with from now on.
                check.forgetView();
            }
            sight = next.map(active -> new Sight(active, surroundings.pool(), surroundings.threads()))
                    .orElse(null);
        }
        List<Zone> nextZones = wantedZones;
        if (!nextZones.equals(zones)) {
            sessionEnds();
            zones = nextZones;
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
        become(State.WATCHING, watchFault());
    }

    private @Nullable String watchFault() {
        if (trouble.isPresent()) {
            return troubleText();
        }
        if (region.isEmpty()) {
            return "the zones leave nothing to watch: make them smaller or remove some";
        }
        return surroundings.ledger().fault().orElseGet(desk::fault);
    }

    private @Nullable String troubleText() {
        boolean zonesAreOff = trouble.filter(Trouble.MOVED::equals).isPresent() && !wantedZones.isEmpty();
        return trouble.map(Trouble::text)
                .map(text -> zonesAreOff ? text + ", and look whether its zones are still where they should be" : text)
                .orElse(null);
    }

    /** When a frame was in front of the camera. A live camera's own clock drifts over weeks, so ours counts there. */
    private Instant wall(Frame frame) {
        if (config.parsed().kind().isLive()) {
            return clock.now();
        }
        return began.plus(Duration.ofNanos((long) (frame.time().toNanos() / config.times())));
    }

    private Session begin(Sight at, Frame frame) {
        first = frame.index();
        Detector detector = at.active().detector();
        EventRecorder events = new EventRecorder(
                config.name(),
                new EventTracker(surroundings.rules().get(), detector.calibration()),
                surroundings.rules().get(),
                config.framesPerSecond(),
                new EventRecorder.Archive(
                        surroundings.ledger(),
                        surroundings.folders(),
                        new HeatPainter(HeatScale.of(detector, NO_TOKENS)),
                        at.active().version(),
                        at.active().severity()));
        recorder = events;
        region = ZoneTokens.of(zones, detector.network().grid());
        boolean nothingCounts = region.isEmpty();
        CameraOptions options = CameraOptions.defaults()
                .withRegion(region.orElse(RegionOfInterest.WHOLE))
                .withFrameRate(config.arrivals());
        Session opened = at.session(options, scored -> {
            live.show(scored, detector);
            desk.put(() -> take(events, scored, detector, nothingCounts));
        });
        session = opened;
        return opened;
    }

    private void take(EventRecorder events, Scored scored, Detector detector, boolean nothingCounts) {
        boolean offWatch = !hours.at(scored.at()).onWatch();
        events.heed(surroundings.rules().get());
        if (!events.take(scored, trouble.isPresent() || nothingCounts || offWatch)) {
            return;
        }
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
                LOG.warn("camera {}: scoring does not end; its engine is closed when it does", config.name());
                Sight late = sight;
                if (late != null) {
                    open.whenOver(late::close);
                }
                sight = null;
            }
            health.sessionOver(open.counters());
            session = null;
        }
        if (events != null) {
            desk.putSurely(() -> {
                events.close();
                health.calm();
                surroundings.listener().frame(config.name(), status());
            });
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
