package dev.vedette.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.UsualMotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cameras look at noise before which a bright square moves. */
class CameraPoolTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(96, 64, 8, 16, 16, 1, 2, 4, 2, 0.5);
    private static final Weights WEIGHTS = Weights.initial(NETWORK, 5);
    private static final ScoringRule EXACT = exact(ScoringRule.Pooling.PEAK);
    private static final int FRAMES = 40;

    private final AtomicLong clock = new AtomicLong();

    private static ScoringRule exact(ScoringRule.Pooling pooling) {
        return new ScoringRule(
                List.of(ScorePart.plain(Quantity.RECONSTRUCTION_L2)),
                pooling,
                ScoringRule.Masking.COMPLEMENTARY,
                0,
                UsualMotion.UNKNOWN);
    }

    private static Detector detector(ScoringRule rule, double threshold) {
        return new Detector(
                NETWORK,
                WEIGHTS,
                rule,
                new Calibration(2, 2, threshold, 0, 0, 0),
                Quantisation.NONE,
                new Provenance("test", "test", 1, List.of(), Map.of()));
    }

    private static Frame frame(int camera, int index) {
        byte[] bgr = new byte[120 * 80 * 3];
        new Random(camera).nextBytes(bgr);
        int left = (7 * index + 11 * camera) % 100;
        for (int y = 20; y < 40; y++) {
            java.util.Arrays.fill(bgr, (y * 120 + left) * 3, (y * 120 + left + 16) * 3, (byte) 250);
        }
        return new Frame(index, Duration.ofMillis(200L * index), new Image(120, 80, bgr));
    }

    private static void offer(Camera camera, int first, int last) {
        for (int index = first; index <= last; index++) {
            assertThat(camera.offer(frame(1, index))).isTrue();
        }
    }

    private static Told expected(Detector detector, ScoringEngine engine, int camera) {
        Told told = new Told();
        StreamDetector stream = new StreamDetector(detector, engine);
        for (int index = 0; index < FRAMES; index++) {
            told.found(stream.push(frame(camera, index)));
        }
        told.found(stream.finish());
        return told;
    }

    private static void assertSame(Told actual, Told expected) throws InterruptedException {
        actual.awaitEnd();
        assertThat(actual.fault).isNull();
        assertThat(actual.frames).hasSameSizeAs(expected.frames);
        for (int i = 0; i < actual.frames.size(); i++) {
            FrameScore one = actual.frames.get(i);
            FrameScore other = expected.frames.get(i);
            assertThat(one.map().values()).containsExactly(other.map().values());
            assertThat(List.of(one.index(), one.time(), one.raw(), one.causal(), one.alarm()))
                    .isEqualTo(List.of(other.index(), other.time(), other.raw(), other.causal(), other.alarm()));
        }
        assertThat(actual.events).isNotEmpty().isEqualTo(expected.events);
    }

    /** Two streams broken off at each of their frames, without a word, and gone on with elsewhere from what was known then. */
    @ParameterizedTest
    @EnumSource
    void aStreamThatGoesOnElsewhereGivesWhatItWouldHaveGiven(ScoringRule.Pooling pooling) throws Exception {
        Detector detector = detector(exact(pooling), pooling == ScoringRule.Pooling.MEAN ? 0.01 : 0.5);
        try (ScoringEngine engine =
                ScoringEngines.open(NETWORK, WEIGHTS, EngineOptions.defaults().withThreads(1))) {
            Told expected = expected(detector, engine, 1);
            assertThat(expected.events).isNotEmpty();
            for (int brokenOff = 4; brokenOff < FRAMES; brokenOff++) {
                Told told = new Told();
                StreamState known = known(detector, engine, brokenOff, told);
                assertThat(known.newest()).isEqualTo(brokenOff - 1 - StreamDetector.LOOK_AHEAD);
                try (CameraPool pool = new CameraPool(1, FRAMES, clock::get)) {
                    Camera camera =
                            pool.add(detector, engine, CameraOptions.defaults().withBefore(known), told);
                    offer(camera, (int) Math.max(0, known.newest() - 2), FRAMES - 1);
                    camera.finish();
                    assertSame(told, expected);
                }
            }
        }
    }

    private StreamState known(Detector detector, ScoringEngine engine, int frames, Told told) {
        ClipAssembler clips = new ClipAssembler(NETWORK.frameWidth(), NETWORK.frameHeight());
        ClipDetector first =
                new ClipDetector(detector, engine, RegionOfInterest.WHOLE, StreamState.FRESH, time -> true);
        for (int index = 0; index < frames; index++) {
            told.found(first.next(clips.push(frame(1, index))));
        }
        return first.state();
    }

    @Test
    void anEventOutlastsAPause() throws Exception {
        Detector detector = detector(ScoringRule.motionOnly(), -1);
        try (CameraPool pool = new CameraPool(1, FRAMES, clock::get)) {
            Told before = new Told();
            Camera camera = pool.add(detector, null, before);
            offer(camera, 0, 9);
            camera.pause();
            before.awaitEnd();
            assertThat(before.events).isEmpty();
            Told after = new Told();
            Camera again = pool.add(detector, null, CameraOptions.defaults().withBefore(camera.state()), after);
            offer(again, 20, 29);
            again.finish();
            after.awaitEnd();
            assertThat(after.events).singleElement().satisfies(event -> assertThat(
                            List.of(event.firstFrame(), event.lastFrame()))
                    .containsExactly(0L, 29L));
        }
    }

    /** Everything alarms at all times. */
    @Test
    void anEventBeginsAndEndsWithTheHoursAndScoresGoOn() throws Exception {
        Detector detector = detector(ScoringRule.motionOnly(), -1);
        Duration begin = frame(1, 10).time();
        Duration end = frame(1, 20).time();
        try (CameraPool pool = new CameraPool(1, FRAMES, clock::get)) {
            Told told = new Told();
            Camera camera = pool.add(
                    detector,
                    null,
                    CameraOptions.defaults().withOnWatch(time -> time.compareTo(begin) >= 0 && time.compareTo(end) < 0),
                    told);
            offer(camera, 0, FRAMES - 1);
            camera.finish();
            told.awaitEnd();
            assertThat(told.frames).hasSize(FRAMES).allMatch(FrameScore::alarm);
            assertThat(told.events).singleElement().satisfies(event -> assertThat(
                            List.of(event.firstFrame(), event.lastFrame()))
                    .containsExactly(10L, 19L));
        }
    }

    @Test
    void manyCamerasGiveWhatEachWouldGiveAlone() throws Exception {
        List<Detector> detectors = List.of(
                detector(EXACT, 0.5),
                detector(EXACT.withStillTolerance(2), 0.5),
                detector(ScoringRule.motionOnly(), 0));
        try (ScoringEngine engine = ScoringEngines.open(
                        NETWORK, WEIGHTS, EngineOptions.defaults().withThreads(2));
                CameraPool pool = new CameraPool(3, FRAMES, clock::get)) {
            List<Told> told = new ArrayList<>();
            List<Camera> cameras = new ArrayList<>();
            List<Thread> sources = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                int number = i;
                Told one = new Told();
                Camera camera = pool.add(detectors.get(i % 3), engine, one);
                told.add(one);
                cameras.add(camera);
                sources.add(new Thread(() -> {
                    for (int index = 0; index < FRAMES; index++) {
                        camera.offer(frame(number, index));
                    }
                    camera.finish();
                }));
            }
            sources.forEach(Thread::start);
            for (int i = 0; i < told.size(); i++) {
                assertSame(told.get(i), expected(detectors.get(i % 3), engine, i));
                assertThat(cameras.get(i).counters())
                        .isEqualTo(new CameraCounters(FRAMES, FRAMES, 0, Duration.ZERO, Duration.ZERO));
            }
        }
    }

    @Test
    void whatIsTooMuchIsDroppedFromTheOldest() throws Exception {
        Told told = new Told();
        try (CameraPool pool = new CameraPool(1, 3, clock::get);
                HeldEngine engine = new HeldEngine(NETWORK)) {
            Camera camera = pool.add(detector(EXACT, -1), engine, told);
            offer(camera, 0, 3);
            engine.awaitCall();
            offer(camera, 4, 19);
            assertThat(camera.counters()).isEqualTo(new CameraCounters(20, 0, 13, Duration.ZERO, Duration.ZERO));
            clock.set(Duration.ofMillis(250).toNanos());
            engine.letGo(4);
            engine.awaitCall();
            engine.awaitCall();
            engine.awaitCall();
            engine.letAllGo();
            camera.finish();
            told.awaitEnd();

            assertThat(told.indices().subList(0, 4)).containsExactly(0L, 14L, 15L, 16L);
            assertThat(told.events).as("frames that were dropped end no event").hasSize(1);
            CameraCounters counters = camera.counters();
            assertThat(counters.offered()).isEqualTo(20);
            assertThat(counters.scored()).isEqualTo(told.frames.size());
            assertThat(counters.scored() + counters.dropped()).isEqualTo(20);
            assertThat(counters.longestDelay()).isEqualTo(Duration.ofMillis(250));
            assertThat(counters.totalDelay()).isEqualTo(Duration.ofMillis(1000));
        }
    }

    @Test
    void ofAFastCameraHalfASecondMayWait() throws Exception {
        Told told = new Told();
        try (CameraPool pool = new CameraPool(1, 3, clock::get);
                HeldEngine engine = new HeldEngine(NETWORK)) {
            Camera camera = pool.add(
                    detector(EXACT, -1), engine, CameraOptions.defaults().withFrameRate(20), told);
            offer(camera, 0, 3);
            engine.awaitCall();
            offer(camera, 4, 19);
            // One is being scored, three are not complete, ten wait.
            assertThat(camera.mostWaiting()).isEqualTo(10);
            assertThat(camera.counters().dropped()).isEqualTo(6);
            engine.letAllGo();
            camera.finish();
            told.awaitEnd();
            assertThat(told.indices().subList(0, 2)).containsExactly(0L, 7L);
        }
    }

    @Test
    void theEndOfACameraDropsNothing() throws Exception {
        Told told = new Told();
        try (CameraPool pool = new CameraPool(1, 3, clock::get);
                HeldEngine engine = new HeldEngine(NETWORK)) {
            Camera camera = pool.add(detector(EXACT, -1), engine, told);
            offer(camera, 0, 3);
            engine.awaitCall();
            offer(camera, 4, 6);
            // As many wait as may; the end completes three more.
            camera.finish();
            engine.letAllGo();
            told.awaitEnd();

            assertThat(told.indices()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
            assertThat(camera.counters().dropped()).isZero();
        }
    }

    @Test
    void camerasTakeTurns() throws Exception {
        LinkedBlockingQueue<String> served = new LinkedBlockingQueue<>();
        List<Told> told = new ArrayList<>();
        try (CameraPool pool = new CameraPool(1, 3, clock::get);
                HeldEngine engine = new HeldEngine(NETWORK)) {
            List<Camera> cameras = new ArrayList<>();
            for (String name : List.of("a", "b", "c")) {
                Told one = new Told() {
                    @Override
                    public void found(StreamDetector.Findings findings) {
                        super.found(findings);
                        served.add(name);
                    }
                };
                told.add(one);
                cameras.add(pool.add(detector(EXACT, Double.MAX_VALUE), engine, one));
            }
            offer(cameras.get(0), 0, 3);
            engine.awaitCall();
            offer(cameras.get(0), 4, 30);
            offer(cameras.get(1), 0, 5);
            offer(cameras.get(2), 0, 30);
            engine.letAllGo();
            for (int i = 0; i < 3; i++) {
                cameras.get(i).finish();
                told.get(i).awaitEnd();
            }
        }
        assertThat(List.copyOf(served).subList(0, 10))
                .containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c", "a");
    }

    @Test
    void oneCameraAloneUsesTheWholeEngineAndManyOneThreadEach() throws Exception {
        try (CameraPool pool = new CameraPool(2, 3, clock::get);
                HeldEngine engine = new HeldEngine(NETWORK)) {
            Camera first = pool.add(detector(EXACT, 0), engine, new Told());
            Camera second = pool.add(detector(EXACT, 0), engine, new Told());
            offer(first, 0, 3);
            assertThat(engine.awaitCall()).isEqualTo(HeldEngine.SHARED);
            offer(second, 0, 3);
            assertThat(engine.awaitCall()).isEqualTo(HeldEngine.ALONE);
        }
    }

    @Test
    void aFailureTakesOutItsCameraAlone() throws Exception {
        Told told = new Told();
        Told choking = new Told() {
            @Override
            public void found(StreamDetector.Findings findings) {
                throw new IllegalStateException(
                        "choked on " + findings.frames().get(0).index());
            }
        };
        Told changing = new Told();
        Told foreign = new Told();
        Detector detector = detector(EXACT, 0.5);
        NetworkConfig other = NETWORK.withFrame(32, 32);
        try (ScoringEngine engine = ScoringEngines.open(NETWORK, WEIGHTS, EngineOptions.defaults());
                ScoringEngine otherEngine = ScoringEngines.open(other, WEIGHTS, EngineOptions.defaults());
                CameraPool pool = new CameraPool(2, FRAMES, clock::get)) {
            Camera sound = pool.add(detector, engine, told);
            Camera choked = pool.add(detector, engine, choking);
            Camera changed = pool.add(detector, engine, changing);
            Camera misfit = pool.add(detector, otherEngine, foreign);
            for (int index = 0; index < FRAMES; index++) {
                assertThat(sound.offer(frame(1, index))).isTrue();
                choked.offer(frame(2, index));
                misfit.offer(frame(2, index));
                changed.offer(index < 10 ? frame(3, index) : new Frame(index, Duration.ZERO, Image.black(64, 64)));
            }
            sound.finish();
            choked.finish();

            assertSame(told, expected(detector, engine, 1));
            choking.awaitEnd();
            assertThat(choking.fault).hasMessage("choked on 0");
            changing.awaitEnd();
            assertThat(changing.fault)
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("from 120x80 to 64x64");
            assertThat(changed.offer(frame(3, FRAMES))).isFalse();
            assertThat(changed.counters().offered()).isEqualTo(11);
            assertThat(changed.counters().scored() + changed.counters().dropped())
                    .isEqualTo(11);
            foreign.awaitEnd();
            assertThat(foreign.fault).isInstanceOf(VedetteException.class).hasMessageContaining("a picture has");
        }
    }

    @Test
    void closingWaitsForWhatIsBeingScoredAndDropsTheRest() throws Exception {
        HeldEngine engine = new HeldEngine(NETWORK);
        Told told = new Told();
        Told idle = new Told();
        CameraPool pool = new CameraPool(1, 3, clock::get);
        Camera camera = pool.add(detector(EXACT, -1), engine, told);
        pool.add(detector(EXACT, -1), engine, idle);
        offer(camera, 0, 3);
        engine.awaitCall();
        offer(camera, 4, 9);

        Thread closing = new Thread(pool::close);
        closing.start();
        for (int index = 10; camera.offer(frame(1, index)); index++) {
            Thread.yield();
        }
        assertThat(told.end.getCount()).isEqualTo(1);
        engine.letGo(1);
        closing.join(TimeUnit.MINUTES.toMillis(1));

        assertThat(closing.isAlive()).isFalse();
        told.awaitEnd();
        idle.awaitEnd();
        assertThat(told.indices()).containsExactly(0L);
        assertThat(told.events).as("the event that went on").hasSize(1);
        assertThat(camera.counters().scored()).isEqualTo(1);
        assertThat(camera.counters().dropped()).isEqualTo(camera.counters().offered() - 1);
        pool.close();
        assertThatThrownBy(() -> pool.add(detector(EXACT, 0), engine, told))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aListenerThatClosesThePoolIsToldThatItCannot() throws Exception {
        try (CameraPool pool = new CameraPool(1, 3, clock::get)) {
            Told told = new Told() {
                @Override
                public void found(StreamDetector.Findings findings) {
                    pool.close();
                }
            };
            Camera camera = pool.add(detector(ScoringRule.motionOnly(), 0), null, told);
            offer(camera, 0, 3);
            told.awaitEnd();
            assertThat(told.fault).hasMessageContaining("closed by a listener");
        }
    }

    @Test
    void aCameraWithoutFramesEnds() throws Exception {
        Told told = new Told();
        try (CameraPool pool = new CameraPool()) {
            Camera camera = pool.add(detector(ScoringRule.motionOnly(), 0), null, told);
            camera.finish();
            camera.finish();
            told.awaitEnd();
            assertThat(camera.offer(frame(1, 0))).isFalse();
            assertThat(camera.counters()).isEqualTo(new CameraCounters(0, 0, 0, Duration.ZERO, Duration.ZERO));
        }
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new CameraPool(0, 3, clock::get))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("0 threads");
    }
}
