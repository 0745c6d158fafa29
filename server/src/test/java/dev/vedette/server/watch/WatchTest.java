package dev.vedette.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.detection.CameraOptions;
import dev.vedette.detection.CameraPool;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.store.Database;
import dev.vedette.server.store.EventStore;
import dev.vedette.server.store.PostgresServer;
import dev.vedette.server.store.StoredEvent;
import dev.vedette.server.watch.CameraStatus.State;
import dev.vedette.video.Videos;
import dev.vedette.video.camera.CameraFeed;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras whose frames the tests make, watched as a server does. */
class WatchTest implements WatchListener {
    private static final int MANY_WAITING = 10_000;
    private static final int MOST_AHEAD = 12;

    @TempDir
    Path folder;

    private final ManualTicker ticker = new ManualTicker();
    private final Map<String, LongFunction<FrameSource>> feeds = new ConcurrentHashMap<>();
    private final List<String> removed = new ArrayList<>();
    private final Map<String, BlockingQueue<CameraStatus>> told = new ConcurrentHashMap<>();
    private final Map<String, Long> scored = new HashMap<>();
    private final BlockingQueue<StoredEvent> events = new LinkedBlockingQueue<>();

    private final CameraPool pool = new CameraPool(2, MANY_WAITING, System::nanoTime);
    private Database database;
    private EventLedger ledger;
    private Watches watches;

    private EventStore open() {
        return open(Database.open(folder.resolve("vedette.db")));
    }

    private EventStore open(Database opened) {
        database = opened;
        EventStore store = new EventStore(database);
        EventFolders folders = new EventFolders(folder.resolve("events"));
        ledger = new EventLedger(store, folders, events::add);
        watches = new Watches(new Surroundings(
                pool,
                2,
                (camera, round) -> feeds.get(camera.name()).apply(round),
                () -> new EventRules(
                        Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(60)),
                ledger,
                folders,
                folder.resolve("buffer"),
                () -> Duration.ofHours(1),
                ticker,
                this));
        return store;
    }

    @AfterEach
    void close() {
        watches.close();
        pool.close();
        database.close();
    }

    @Override
    public void frame(String camera, CameraStatus status) {
        synchronized (scored) {
            scored.put(camera, status.scored());
            scored.notifyAll();
        }
    }

    @Override
    public void state(String camera, CameraStatus status) {
        told(camera).add(status);
    }

    @Override
    public void event(StoredEvent event) {
        events.add(event);
    }

    @Override
    public void removed(String camera) {
        removed.add(camera);
    }

    private BlockingQueue<CameraStatus> told(String camera) {
        return told.computeIfAbsent(camera, name -> new LinkedBlockingQueue<>());
    }

    private CameraStatus await(String camera, Predicate<CameraStatus> wanted) throws InterruptedException {
        while (true) {
            CameraStatus next = told(camera).poll(60, TimeUnit.SECONDS);
            assertThat(next).as("a state of " + camera).isNotNull();
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    /** Frames, then nothing until it is closed. */
    private static final class Frames implements FrameSource {
        private final List<Frame> frames;
        private final boolean ends;
        private final CountDownLatch silent = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private int next;

        Frames(List<Frame> frames, boolean ends) {
            this.frames = frames;
            this.ends = ends;
        }

        @Override
        public Optional<Frame> next() {
            if (next < frames.size()) {
                return Optional.of(frames.get(next++));
            }
            if (!ends) {
                silent.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw VedetteException.badInput("the decoder was ended");
            }
            return Optional.empty();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    /** Frames that come no faster than they are scored, as a camera's do on a machine that is fast enough. */
    private FrameSource paced(String camera, List<Frame> frames) {
        Frames source = new Frames(frames, true);
        return new FrameSource() {
            @Override
            public Optional<Frame> next() {
                synchronized (scored) {
                    try {
                        while (source.next - scored.getOrDefault(camera, 0L) > MOST_AHEAD) {
                            scored.wait();
                        }
                    } catch (InterruptedException e) {
                        throw VedetteException.badInput("the decoder was ended", e);
                    }
                }
                return source.next();
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    private static List<Frame> scene(int frames, int passesFrom, int passesTo) {
        List<Frame> scene = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            scene.add(Tracks.frame(i, i >= passesFrom && i < passesTo));
        }
        return scene;
    }

    private static CameraConfig file(String name) {
        return file(name, false);
    }

    private static CameraConfig file(String name, boolean loop) {
        return new CameraConfig(
                name,
                "/nowhere/" + name + ".mp4",
                Optional.of(Tracks.RATE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(loop),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<ActiveDetector> detector() {
        return Optional.of(new ActiveDetector(1, Tracks.detector(), score -> Optional.of(7.0)));
    }

    @Test
    void aPassingSquareBecomesOneEventWithClipPicturesAndScores() throws Exception {
        EventStore store = open();
        feeds.put("wall", round -> paced("wall", scene(80, 30, 45)));

        watches.put(file("wall"), detector());
        await("wall", status -> status.state() == State.ENDED);
        watches.close();

        List<StoredEvent> stored = store.list(EventStore.Filter.newest(10).of("wall"));
        assertThat(stored).hasSize(1);
        StoredEvent event = stored.get(0);
        assertThat(event.ended()).isPresent();
        assertThat(event.severity()).contains(7.0);
        assertThat(event.bytes()).isPositive();
        assertThat(event.peakScore()).isGreaterThan(event.threshold());
        Path files = folder.resolve("events").resolve(Long.toString(event.id()));
        assertThat(files.resolve("snapshot.jpg")).isNotEmptyFile();
        assertThat(files.resolve("heat.jpg")).isNotEmptyFile();
        assertThat(files.resolve("scores.json")).content().contains("\"threshold\":0.05");
        // Two seconds before the square, its three seconds, two seconds after: about 35 frames.
        assertThat(frames(Videos.open(files.resolve("clip.mp4")))).isBetween(28, 40);
        assertThat(events).first().extracting(StoredEvent::ended).isEqualTo(Optional.empty());
    }

    /** A live camera's frames, for each of which so much time passes; before one of them the clock is set back by an hour. */
    private FrameSource withClockSetAt(int index, FrameSource frames) {
        return new FrameSource() {
            @Override
            public Optional<Frame> next() {
                Optional<Frame> frame = frames.next();
                ticker.pass(Duration.ofNanos((long) (1e9 / Tracks.RATE)));
                if (frame.filter(next -> next.index() == index).isPresent()) {
                    ticker.set(Duration.ofHours(-1));
                }
                return frame;
            }

            @Override
            public void close() {
                frames.close();
            }
        };
    }

    @Test
    void timesStayInOrderWhenTheClockIsSetWhileSomethingHappens() throws Exception {
        EventStore store = open();
        CameraConfig live = new CameraConfig(
                "wall",
                "rtsp://127.0.0.1/wall",
                Optional.of(Tracks.RATE),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        feeds.put(
                "wall",
                round -> round == 0
                        ? withClockSetAt(38, paced("wall", scene(80, 30, 45)))
                        : new Frames(List.of(), false));
        Instant begin = ticker.now();

        watches.put(live, detector());
        CameraStatus lost = await("wall", status -> status.state() == State.LOST);
        assertThat(lost.framesPerSecond()).isBetween(0.8 * Tracks.RATE, 1.2 * Tracks.RATE);
        watches.close();

        List<StoredEvent> events =
                List.of(store.find(1).orElseThrow(), store.find(2).orElseThrow());
        for (StoredEvent event : events) {
            Instant ended = event.ended().orElseThrow();
            assertThat(event.peak()).isBetween(event.started(), ended);
            assertThat(Duration.between(event.started(), ended)).isLessThan(Duration.ofSeconds(8));
            List<Long> curve = new ArrayList<>();
            new ObjectMapper()
                    .readTree(folder.resolve("events/" + event.id() + "/scores.json")
                            .toFile())
                    .path("scores")
                    .forEach(point -> curve.add(point.path("at").asLong()));
            assertThat(curve).isSorted();
        }
        assertThat(events.get(0).started()).isAfter(begin);
        assertThat(events.get(1).started()).isBefore(begin.minus(Duration.ofMinutes(59)));
        assertThat(FootageBuffer.videos(folder.resolve("buffer/wall"))).hasSize(2);
    }

    @Test
    @Timeout(150)
    void watchingGoesOnWhileTheDatabaseIsDownAndTheEventIsWrittenOnceItIsBack() throws Exception {
        try (PostgresServer postgres = PostgresServer.start(folder.resolve("postgresql"))) {
            EventStore store = open(Database.open(postgres.create("watch")));
            feeds.put("wall", round -> paced("wall", scene(80, 30, 45)));
            postgres.stop();

            watches.put(file("wall"), detector());
            CameraStatus ended = await("wall", status -> status.state() == State.ENDED);
            assertThat(ended.scored()).isEqualTo(80);
            while (ledger.fault().isEmpty()) {
                assertThat(Thread.interrupted()).as("out of time").isFalse();
            }
            assertThat(ledger.fault()).hasValueSatisfying(fault -> assertThat(fault)
                    .contains("an event waits", "the store does not answer"));

            postgres.startAgain();
            while (ledger.fault().isPresent()) {
                assertThat(Thread.interrupted()).as("out of time").isFalse();
                ledger.save();
            }
            ledger.save();
            assertThat(store.count()).isEqualTo(1);
            StoredEvent event = store.find(1).orElseThrow();
            assertThat(event.severity()).contains(7.0);
            assertThat(folder.resolve("events/1/clip.mp4")).isNotEmptyFile();
            assertThat(folder.resolve("events/unsaved")).isEmptyDirectory();
            database.close();
        }
    }

    /** Across the picture, from one height to another. */
    private static Zone band(Zone.Kind kind, double top, double bottom) {
        return new Zone(
                kind,
                List.of(
                        new Zone.Corner(0, top),
                        new Zone.Corner(1, top),
                        new Zone.Corner(1, bottom),
                        new Zone.Corner(0, bottom)));
    }

    @Test
    void whatPassesInAnIgnoredZoneOrOutsideTheWatchedOnesIsNoEvent() throws Exception {
        EventStore store = open();
        // The square passes between a quarter and 55 hundredths of the height.
        feeds.put("ignored", round -> paced("ignored", scene(80, 30, 45)));
        feeds.put("elsewhere", round -> paced("elsewhere", scene(80, 30, 45)));
        feeds.put("there", round -> paced("there", scene(80, 30, 45)));

        watches.put(file("ignored").withZones(List.of(band(Zone.Kind.ignored, 0.2, 0.6))), detector());
        watches.put(file("elsewhere").withZones(List.of(band(Zone.Kind.watched, 0.6, 1))), detector());
        watches.put(file("there").withZones(List.of(band(Zone.Kind.watched, 0.3, 0.6))), detector());
        for (String camera : feeds.keySet()) {
            await(camera, status -> status.state() == State.ENDED);
        }
        watches.close();

        assertThat(store.count()).isEqualTo(1);
        assertThat(store.find(1).orElseThrow().camera()).isEqualTo("there");
        assertThat(store.find(1).orElseThrow().place().top()).isBetween(0.2, 0.5);
    }

    @Test
    void zonesAreChangedWithoutConnectingAnew() throws Exception {
        EventStore store = open();
        List<Frame> twice = new ArrayList<>(scene(80, 30, 45));
        for (int i = 80; i < 160; i++) {
            twice.add(Tracks.frame(i, i >= 110 && i < 125));
        }
        AtomicInteger opened = new AtomicInteger();
        feeds.put("wall", round -> {
            opened.incrementAndGet();
            FrameSource all = paced("wall", twice);
            return new FrameSource() {
                @Override
                public Optional<Frame> next() {
                    Optional<Frame> frame = all.next();
                    if (frame.filter(next -> next.index() == 80).isPresent()) {
                        watches.change(file("wall").withZones(List.of(band(Zone.Kind.ignored, 0.2, 0.6))));
                    }
                    return frame;
                }

                @Override
                public void close() {
                    all.close();
                }
            };
        });

        watches.put(file("wall"), detector());
        await("wall", status -> status.state() == State.ENDED);
        watches.close();

        assertThat(store.count()).isEqualTo(1);
        assertThat(opened).hasValue(1);
    }

    @Test
    void outsideItsHoursACameraIsScoredAndMakesNoEvents() throws Exception {
        EventStore store = open();
        List<Frame> twice = new ArrayList<>(scene(80, 30, 45));
        for (int i = 80; i < 160; i++) {
            twice.add(Tracks.frame(i, i >= 110 && i < 125));
        }
        feeds.put("wall", round -> {
            FrameSource all = paced("wall", twice);
            return new FrameSource() {
                @Override
                public Optional<Frame> next() {
                    Optional<Frame> frame = all.next();
                    if (frame.filter(next -> next.index() == 80).isPresent()) {
                        ticker.pass(Duration.ofMinutes(2));
                    }
                    return frame;
                }

                @Override
                public void close() {
                    all.close();
                }
            };
        });
        // From 12:00 on a tenth of the time of the clock passes in the file: the square comes at 12:01:00 and at
        // 12:03:40.
        CameraConfig slow = new CameraConfig(
                "wall",
                "/nowhere/wall.mp4",
                Optional.of(Tracks.RATE),
                Optional.empty(),
                Optional.empty(),
                Optional.of(0.1),
                Optional.of(false),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Schedule(
                        Optional.of("UTC"), List.of(new Schedule.Hours(List.of(Schedule.Day.mon), "12:02", "13:00")))));

        watches.put(slow, detector());
        CameraStatus off = await("wall", status -> !status.onWatch());
        CameraStatus on = await("wall", CameraStatus::onWatch);
        CameraStatus end = await("wall", status -> status.state() == State.ENDED);
        watches.close();

        assertThat(off.watchChanges()).contains(Instant.parse("2026-06-01T12:02:00Z"));
        assertThat(on.watchChanges()).contains(Instant.parse("2026-06-01T13:00:00Z"));
        assertThat(end.scored()).isGreaterThan(150);
        assertThat(store.count()).isEqualTo(1);
        assertThat(store.find(1).orElseThrow().started()).isAfter(Instant.parse("2026-06-01T12:03:00Z"));
    }

    @Test
    void aCameraThatMovedSaysThatItsZonesMayBeOff() throws Exception {
        open();
        List<Frame> moved = scene(200, 0, 0);
        for (int i = 200; i < 300; i++) {
            byte[] lines = new byte[Tracks.WIDTH * Tracks.HEIGHT * 3];
            for (int at = 0; at < lines.length; at++) {
                lines[at] = (byte) (at / (Tracks.WIDTH * 3) / 20 % 2 == 0 ? 70 : 120);
            }
            moved.add(new Frame(i, Tracks.time(i), new Image(Tracks.WIDTH, Tracks.HEIGHT, lines)));
        }
        feeds.put("wall", round -> new Frames(moved, true));

        watches.put(file("wall").withZones(List.of(band(Zone.Kind.ignored, 0.2, 0.6))), Optional.empty());
        CameraStatus status = await("wall", next -> next.trouble().equals(Optional.of(Trouble.MOVED)));

        assertThat(status.fault()).hasValueSatisfying(fault -> assertThat(fault).contains("learn again", "its zones"));
    }

    @Test
    void aCameraThatIsRemovedIsToldAndOneThatBeginsAnewIsNot() throws Exception {
        open();
        feeds.put("wall", round -> new Frames(scene(80, 30, 45), true));
        watches.put(file("wall"), detector());
        await("wall", status -> status.state() == State.WATCHING);
        watches.put(file("wall"), detector());
        await("wall", status -> status.state() == State.WATCHING);
        assertThat(removed).isEmpty();

        watches.remove("wall");
        watches.remove("never there");
        assertThat(removed).containsExactly("wall");
    }

    @Test
    void zonesThatLeaveNothingAreTold() throws Exception {
        EventStore store = open();
        feeds.put("wall", round -> new Frames(scene(80, 30, 45), true));

        watches.put(file("wall").withZones(List.of(band(Zone.Kind.ignored, 0, 1))), detector());
        CameraStatus watching = await("wall", status -> status.state() == State.WATCHING);
        await("wall", status -> status.state() == State.ENDED);
        watches.close();

        assertThat(watching.fault())
                .hasValueSatisfying(fault -> assertThat(fault).contains("leave nothing to watch"));
        assertThat(store.count()).isZero();
    }

    private static int frames(Video video) {
        int count = 0;
        try (FrameSource source = video.open()) {
            while (source.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void liveScoresAreThoseOfARecording() throws Exception {
        open();
        List<Frame> scene = scene(70, 20, 40);
        StreamDetector offline = new StreamDetector(Tracks.detector(), null);
        List<FrameScore> expected = new ArrayList<>();
        scene.forEach(frame -> expected.addAll(offline.push(frame).frames()));
        expected.addAll(offline.finish().frames());
        List<FrameScore> live = new ArrayList<>();

        Session session = new Session(
                pool, Tracks.detector(), null, CameraOptions.defaults(), scored -> live.add(scored.score()));
        CountDownLatch over = new CountDownLatch(1);
        session.whenOver(over::countDown);
        scene.forEach(frame -> session.offer(frame, ticker.now()));
        assertThat(over.getCount()).isEqualTo(1);
        session.finish();

        assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(live).hasSameSizeAs(expected);
        for (FrameScore score : live) {
            FrameScore same = expected.get((int) score.index());
            assertThat(score.raw()).isEqualTo(same.raw());
            assertThat(score.causal()).isEqualTo(same.causal());
            assertThat(score.map().values()).isEqualTo(same.map().values());
        }
    }

    @Test
    void aSilentCameraIsConnectedAgainAndAnotherNeverNotices() throws Exception {
        open();
        Frames first = new Frames(scene(3, 0, 0), false);
        feeds.put("silent", round -> round == 0 ? first : new Frames(scene(3, 0, 0), false));
        feeds.put("sound", round -> new Frames(scene(3, 0, 0), false));
        watches.put(
                new CameraConfig(
                        "silent",
                        "rtsp://10.0.0.1/",
                        Optional.of(Tracks.RATE),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                Optional.empty());
        await("silent", status -> status.state() == State.UNLEARNED);

        first.silent.await();
        ticker.pass(CameraFeed.SILENCE.plusSeconds(1));
        watches.put(file("sound"), Optional.empty());
        await("sound", status -> status.state() == State.UNLEARNED);
        CameraStatus lost = await("silent", status -> status.state() == State.LOST);

        assertThat(lost.fault()).contains("no frame for 20 seconds");
        CameraStatus back = await("silent", status -> status.state() == State.UNLEARNED);
        assertThat(back.reconnects()).isEqualTo(1);
        assertThat(watches.status("sound").orElseThrow().reconnects()).isZero();
    }

    @Test
    void aFileThatPlaysAgainStaysConnectedAndLosesNothing() throws Exception {
        EventStore store = open();
        BlockingQueue<FrameSource> rounds = new LinkedBlockingQueue<>();
        for (int i = 0; i < 2; i++) {
            rounds.add(paced("wall", scene(80, 30, 45)));
        }
        Frames last = new Frames(scene(3, 0, 0), false);
        rounds.add(last);
        BlockingQueue<Long> connections = new LinkedBlockingQueue<>();
        feeds.put("wall", round -> {
            connections.add(round);
            return oneAfterTheOther(rounds);
        });

        watches.put(file("wall", true), detector());
        last.silent.await();

        assertThat(connections).containsExactly(0L);
        CameraStatus status = watches.status("wall").orElseThrow();
        assertThat(status.reconnects()).isZero();
        assertThat(status.scored()).isGreaterThanOrEqualTo(160);
        assertThat(status.dropped()).isZero();
        watches.close();
        assertThat(store.count()).as("one event each time it plays").isEqualTo(2);
    }

    @Test
    void aFileWithoutFramesIsTold() throws Exception {
        open();
        feeds.put("wall", round -> new Frames(List.of(), true));

        watches.put(file("wall", true), Optional.empty());

        CameraStatus lost = await("wall", status -> status.state() == State.LOST);
        assertThat(lost.fault()).contains("the camera's footage has no frames");
    }

    private FrameSource oneAfterTheOther(BlockingQueue<FrameSource> rounds) {
        return new FrameSource() {
            @Override
            public Optional<Frame> next() {
                Optional<Frame> frame = rounds.element().next();
                if (frame.isEmpty()) {
                    rounds.remove();
                    // As long as it was shown; what begins at one moment is one event.
                    ticker.pass(Duration.ofSeconds(16));
                }
                return frame;
            }

            @Override
            public void close() {
                rounds.forEach(FrameSource::close);
            }
        };
    }

    @Test
    void aCameraThatCannotBeReachedIsTriedMoreAndMoreSeldom() throws Exception {
        open();
        BlockingQueue<Long> rounds = new LinkedBlockingQueue<>();
        feeds.put("gone", round -> {
            if (round < 8) {
                rounds.add(ticker.now().toEpochMilli());
                throw VedetteException.badInput("the camera does not answer");
            }
            return new Frames(scene(1, 0, 0), false);
        });

        watches.put(file("gone"), Optional.empty());
        await("gone", status -> status.state() == State.UNLEARNED);

        List<Long> times = new ArrayList<>(rounds);
        assertThat(times).hasSize(8);
        assertThat(times.get(7) - times.get(6)).isBetween(15_000L, 64_000L);
        assertThat(times.get(1) - times.get(0)).isBetween(400L, 1_100L);
    }

    @Test
    void aCameraWhoseDetectorDoesNotReadIsSeenAndSaysSo() throws Exception {
        open();
        CountDownLatch told = new CountDownLatch(1);
        feeds.put("yard", round -> {
            awaitQuietly(told);
            return new Frames(scene(3, 0, 0), false);
        });
        watches.put(file("yard"), Optional.empty());
        watches.useNone("yard", "its detector does not read");
        told.countDown();

        CameraStatus seen = await("yard", status -> status.state() == State.UNLEARNED);
        assertThat(seen.fault()).contains("its detector does not read");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void withoutADiskEventsAreStillKnownAndTheWatchGoesOn() throws Exception {
        EventStore store = open();
        // A file where the folder of events should be: nothing can be written there.
        Files.writeString(folder.resolve("events"), "");
        feeds.put("wall", round -> paced("wall", scene(80, 30, 45)));

        watches.put(file("wall"), detector());
        await("wall", status -> status.state() == State.ENDED);
        watches.close();

        assertThat(store.count()).isEqualTo(1);
        assertThat(store.find(1).orElseThrow().ended()).isPresent();
        assertThat(watches.configs()).isEmpty();
    }

    @Test
    void aNetworkCamerasFootageIsBufferedToLearnFrom() throws IOException {
        open();
        Path buffer = folder.resolve("buffer").resolve("yard");
        try (FootageBuffer footage = new FootageBuffer(buffer, Tracks.RATE, () -> Duration.ofMinutes(2))) {
            for (int i = 0; i < 5 * 60 * 5; i++) {
                ticker.pass(Duration.ofMillis(200));
                footage.add(Tracks.frame(i, false).image(), ticker.now());
            }
        }

        assertThat(watches.buffered("yard")).hasSizeBetween(2, 4);
        assertThat(Videos.open(watches.buffered("yard").get(0)).frameRate()).isEqualTo(Tracks.RATE);
    }
}
