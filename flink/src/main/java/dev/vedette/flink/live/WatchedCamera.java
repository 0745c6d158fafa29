package dev.vedette.flink.live;

import dev.vedette.detection.CameraOptions;
import dev.vedette.detection.CameraPool;
import dev.vedette.detection.StreamState;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.live.Condition.State;
import dev.vedette.flink.results.Row;
import dev.vedette.frame.Frame;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.video.camera.CameraFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The watch at one camera: its feed's thread hands frames to the pool, and tells the thread of the task, which keeps the ledger, what comes
 * of them.
 */
final class WatchedCamera implements AutoCloseable {
    /** Frames that the next one's clip reaches back; with them it is as if nothing had been broken off. */
    private static final int REACH = 3;

    private final CameraSpec camera;
    private final CameraLedger ledger;
    private final Mailbox mailbox;
    private final CameraPool pool;
    private final Engines engines;
    private final CameraFeed feed;

    // Of the feed's thread.
    private Instant began;
    private Round round;
    private StreamState stream;
    /** Number of the newest frame whose score is known. */
    private long scored;

    private long newest;
    private Duration latest;
    private @Nullable Connection connection;

    WatchedCamera(CameraLedger ledger, CameraFeeds feeds, Mailbox mailbox, CameraPool pool, Engines engines) {
        this.camera = ledger.camera();
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.pool = pool;
        this.engines = engines;
        this.began = ledger.state().began();
        this.round = ledger.state().round();
        this.stream = ledger.state().stream();
        Seen seen = ledger.state().seen();
        this.scored = seen.newest();
        this.newest = seen.newest();
        this.latest = camera.live() ? Duration.ZERO : seen.time();
        this.feed = new CameraFeed(
                camera.name(),
                connections -> feeds.open(camera, round.number(), first()),
                new Look(),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
                System::nanoTime);
    }

    void start() {
        feed.start();
    }

    /** To be called every second or so. */
    void check() {
        feed.check();
    }

    CameraLedger ledger() {
        return ledger;
    }

    /** Of a file: what was scored needs not be shown again, but for what a clip of the same stream reaches back to. */
    private long first() {
        long reach = stream.newest() < 0 ? 0 : REACH;
        return camera.live() ? 0 : Math.max(0, scored + 1 - reach - round.frames());
    }

    private void tell(Supplier<List<Row>> news) {
        mailbox.put(news);
    }

    private final class Look implements CameraFeed.Watcher {
        @Override
        public void connecting() {
            Instant now = Instant.now();
            tell(() -> ledger.connecting(now));
        }

        @Override
        public void frame(Frame frame) {
            Connection open = connection;
            if (open == null) {
                open = connect(frame);
                connection = open;
                Instant now = Instant.now();
                tell(() -> ledger.watching(now));
            }
            Frame numbered = number(frame, open);
            newest = numbered.index();
            latest = numbered.time();
            if (!open.offer(numbered)) {
                throw VedetteException.internal("scoring failed (" + open.fault() + ")", open.fault());
            }
        }

        @Override
        public boolean over() {
            if (camera.live()) {
                throw VedetteException.badInput("the camera ended its stream");
            }
            Connection shown = connection;
            if (shown == null) {
                return cutShort();
            }
            shown.finish();
            connection = null;
            Round next = another();
            Instant now = Instant.now();
            tell(() -> ledger.roundOver(shown.counters(), next, now));
            return camera.loop();
        }

        /** A file is shorter than it was when somebody looked at it. */
        private boolean cutShort() {
            if (first() == 0) {
                throw VedetteException.badInput("the file has no frames");
            }
            Round next = another();
            Instant now = Instant.now();
            tell(() -> ledger.cutShort(next, now));
            if (camera.loop()) {
                throw VedetteException.badInput("the file ends before where it was to go on, and begins again");
            }
            return false;
        }

        private Round another() {
            round = new Round(round.number() + 1, newest + 1, latest.plus(camera.interval()));
            stream = StreamState.FRESH;
            return round;
        }

        @Override
        public void disconnected() {
            Connection lost = connection;
            if (lost != null) {
                stream = lost.pause();
                scored = Math.max(scored, stream.newest());
                connection = null;
                tell(() -> ledger.disconnected(lost.counters()));
            }
        }

        @Override
        public void lost(String fault) {
            Instant now = Instant.now();
            tell(() -> ledger.become(State.LOST, now, fault));
        }
    }

    private Connection connect(Frame first) {
        Instant now = Instant.now();
        if (began.equals(Instant.EPOCH)) {
            began = now;
        }
        long number = camera.live()
                ? Math.max(newest + 1, (long) (Duration.between(began, now).toNanos() / 1e9 * camera.rate()))
                : round.frames() + first.index();
        Engines.Opened opened = engines.of(camera.detector());
        // The job was refused where zones leave nothing.
        RegionOfInterest region =
                camera.region(opened.detector().network().grid()).orElseThrow();
        Instant zero = began;
        Predicate<Duration> onWatch =
                time -> camera.hours().at(camera.wall(zero, time)).onWatch();
        CameraOptions options = new CameraOptions(region, stream, onWatch, camera.arrivals());
        return new Connection(
                listener -> pool.add(opened.detector(), opened.engine(), options, listener),
                new Connection.Origin(began, round, number - first.index()),
                stream,
                ledger,
                mailbox);
    }

    /**
     * A frame with number and time of the camera, whatever connection it came over. Numbers of a live camera go on while nothing comes, so
     * that scores from before a pause weigh as little as they should.
     */
    private Frame number(Frame frame, Connection open) {
        long number = open.origin().shift() + frame.index();
        if (!camera.live()) {
            return new Frame(number, round.time().plus(frame.time()), frame.image());
        }
        Duration now = Duration.between(began, Instant.now());
        return new Frame(number, now.compareTo(latest) > 0 ? now : latest, frame.image());
    }

    /** Begins to end, and does not wait. */
    void hangUp() {
        feed.hangUp();
    }

    @Override
    public void close() {
        feed.close();
    }
}
