package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
import dev.vedette.fault.VedetteException;
import dev.vedette.flink.Flink;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.JobManagerOptions.SchedulerType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cameras on clusters of several workers, of which one is killed. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class WatchTest {
    private static final Duration BY_HAND = Duration.ofHours(1);
    private static final double THRESHOLD = 0.005;

    @TempDir
    private Path folder;

    private Watching watching;

    @BeforeEach
    void before() {
        StageDoor.reset();
        watching = new Watching(folder);
    }

    /** Nothing of what a checkpoint had, and nothing of what came after it. */
    @Test
    void noScoreAndNoEventIsLostOrDoubledWhenAWorkerDies() throws Exception {
        watching.detector(THRESHOLD);
        List<LiveCamera> cameras = IntStream.range(0, 5)
                .mapToObj(i -> Watching.camera("film-" + i, "film.mp4", 10, false))
                .toList();
        StageDoor.show(90);
        try (MiniCluster cluster = cluster(new Configuration(), 2)) {
            JobID id = submit(cluster, watching.job(2, BY_HAND, false, cameras));
            awaitShown(cameras, 90);
            // An event has begun and another is over.
            Watching.checkpointUntil(cluster, id, () -> cameras.stream()
                    .allMatch(camera ->
                            !watching.rows(WatchTable.EVENTS, camera.name()).isEmpty()));
            StageDoor.show(130);
            awaitShown(cameras, 130);
            Set<String> before = workers(cluster, id);
            cluster.terminateTaskManager(0).get();
            cluster.startTaskManager();
            StageDoor.show(StageDoor.FRAMES);
            end(cluster, id);
            assertThat(workers(cluster, id)).hasSize(2).isNotEqualTo(before);
        }
        for (LiveCamera camera : cameras) {
            assertSameAsAlone(camera.name());
        }
        List<String> moved = cameras.stream()
                .map(LiveCamera::name)
                .filter(name -> StageDoor.connected(name) > 1)
                .toList();
        assertThat(moved).as("cameras of the worker that died").hasSizeBetween(2, 3);
        for (LiveCamera camera : cameras) {
            assertThat(watching.column(WatchTable.CAMERAS, camera.name(), 3).contains("goes on from a checkpoint"))
                    .as("%s was disturbed", camera.name())
                    .isEqualTo(moved.contains(camera.name()));
        }
    }

    /** The same where no other worker takes its place, and the rest have to do with what is left. */
    @Test
    void whereNoWorkerTakesItsPlaceTheOthersTakeItsCameras() throws Exception {
        watching.detector(THRESHOLD);
        List<LiveCamera> cameras = IntStream.range(0, 5)
                .mapToObj(i -> Watching.camera("film-" + i, "film.mp4", 10, false))
                .toList();
        Configuration adaptive = new Configuration();
        adaptive.set(JobManagerOptions.SCHEDULER, SchedulerType.Adaptive);
        adaptive.set(JobManagerOptions.SCHEDULER_SUBMISSION_RESOURCE_STABILIZATION_TIMEOUT, Duration.ofMillis(200));
        StageDoor.show(90);
        try (MiniCluster cluster = cluster(adaptive, 2)) {
            JobID id = submit(cluster, watching.job(2, BY_HAND, false, cameras));
            awaitShown(cameras, 90);
            Watching.checkpointUntil(cluster, id, () -> cameras.stream()
                    .allMatch(camera ->
                            !watching.rows(WatchTable.EVENTS, camera.name()).isEmpty()));
            assertThat(workers(cluster, id)).hasSize(2);
            cluster.terminateTaskManager(0).get();
            StageDoor.show(StageDoor.FRAMES);
            end(cluster, id);
            assertThat(workers(cluster, id)).hasSize(1);
        }
        for (LiveCamera camera : cameras) {
            assertSameAsAlone(camera.name());
        }
    }

    /** An event that is open when its worker dies goes on when its camera is seen again; who is dead or comes back disturbs nobody. */
    @Test
    void camerasThatDieDisturbNobodyAndAnOpenEventOutlastsItsWorker() throws Exception {
        watching.detector(THRESHOLD);
        List<LiveCamera> cameras =
                List.of(Watching.live("steady"), Watching.live("dead"), Watching.live("flaky"), Watching.live("other"));
        StageDoor.dead("dead", true);
        StageDoor.move(true);
        Instant killed;
        try (MiniCluster cluster = cluster(NotedMetrics.configured(new Configuration()), 2)) {
            JobID id = submit(cluster, watching.job(2, BY_HAND, false, cameras));
            Watching.await(() ->
                    StageDoor.shown("steady") > 20 && StageDoor.shown("other") > 20 && StageDoor.shown("flaky") > 20);
            StageDoor.dead("flaky", true);
            Watching.checkpointUntil(cluster, id, () -> watching.column(WatchTable.CAMERAS, "flaky", 2)
                    .contains("LOST"));
            StageDoor.dead("flaky", false);
            Watching.checkpointUntil(
                    cluster,
                    id,
                    () -> watching.column(WatchTable.CAMERAS, "flaky", 2).stream()
                                    .filter("WATCHING"::equals)
                                    .count()
                            == 2);
            assertThat(watching.column(WatchTable.CAMERAS, "steady", 2)).containsExactly("CONNECTING", "WATCHING");
            assertThat(watching.column(WatchTable.CAMERAS, "dead", 2)).containsExactly("LOST");
            assertThat(watching.column(WatchTable.CAMERAS, "dead", 3)).contains("the camera does not answer");
            assertThat(watching.rows(WatchTable.EVENTS, "steady")).isEmpty();

            killed = Instant.now();
            cluster.terminateTaskManager(0).get();
            cluster.startTaskManager();
            Watching.await(() -> StageDoor.connected("steady") + StageDoor.connected("other") == 3
                    && StageDoor.shown("steady") > 20
                    && StageDoor.shown("other") > 20
                    && StageDoor.shown("flaky") > 20);
            StageDoor.move(false);
            Watching.checkpointUntil(cluster, id, () -> List.of("steady", "other", "flaky").stream()
                    .noneMatch(
                            camera -> watching.rows(WatchTable.EVENTS, camera).isEmpty()));
            assertThat(NotedMetrics.value("steady", "events")).isEqualTo(1L);
            assertThat(NotedMetrics.value("steady", "watching")).isEqualTo(1);
            assertThat((long) NotedMetrics.value("flaky", "frames"))
                    .isGreaterThan((long) NotedMetrics.value("flaky", "scores") - 1)
                    .isGreaterThan(StageDoor.shown("flaky"));
            assertThat((long) NotedMetrics.value("flaky", "reconnects")).isBetween(1L, 2L);
            assertThat(NotedMetrics.value("flaky", "drops")).isEqualTo(0L);
            assertThat((long) NotedMetrics.value("flaky", "delayMillis")).isNotNegative();
            assertThat(NotedMetrics.value("dead", "watching")).isEqualTo(0);
            cluster.cancelJob(id).get();
        }
        for (String camera : List.of("steady", "other", "flaky")) {
            List<List<String>> events = watching.rows(WatchTable.EVENTS, camera);
            assertThat(events).as(camera).hasSize(1);
            assertThat(events.get(0).get(1)).isEqualTo("1");
            assertThat(Instant.parse(events.get(0).get(2))).isBefore(killed);
            assertThat(Instant.parse(events.get(0).get(3))).isAfter(killed);
        }

        aJobThatWasCancelledGoesOnWithOtherCamerasWhereItWas();
    }

    private void aJobThatWasCancelledGoesOnWithOtherCamerasWhereItWas() throws Exception {
        StageDoor.reset();
        StageDoor.move(true);
        List<LiveCamera> cameras = List.of(Watching.live("steady"), Watching.live("fresh"));
        try (MiniCluster cluster = cluster(new Configuration(), 1)) {
            JobID id = submit(cluster, watching.job(1, BY_HAND, true, cameras));
            Watching.await(() -> StageDoor.shown("steady") > 20 && StageDoor.shown("fresh") > 20);
            StageDoor.move(false);
            Watching.checkpointUntil(
                    cluster,
                    id,
                    () -> watching.rows(WatchTable.EVENTS, "steady").size() == 2
                            && watching.rows(WatchTable.EVENTS, "fresh").size() == 1);
            cluster.cancelJob(id).get();
        }
        assertThat(watching.column(WatchTable.EVENTS, "steady", 1)).containsExactly("1", "2");
        assertThat(watching.column(WatchTable.EVENTS, "fresh", 1)).containsExactly("1");
        assertThat(watching.column(WatchTable.CAMERAS, "other", 3)).contains("no camera of the job any more");
        assertThat(StageDoor.connected("other")).isZero();
    }

    @Test
    void badJobsAreRefusedBeforeAnythingIsBegun() throws Exception {
        LiveCamera camera = Watching.live("gate");
        WatchJob job = watching.job(1, BY_HAND, false, List.of(camera));
        assertThatThrownBy(() -> WatchedCameras.of(job))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("any.vedette does not exist");
        watching.detector(1);
        assertThatThrownBy(() -> WatchedCameras.of(watching.job(1, BY_HAND, true, List.of(camera))))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("no checkpoint to go on from");
        java.nio.file.Files.createDirectories(watching.output().resolve("events"));
        assertThatThrownBy(() -> WatchedCameras.of(job))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("--resume");
    }

    /** Anything but a POJO would go through Kryo. */
    @Test
    void flinkKnowsHowToWriteRows() {
        assertThat(TypeInformation.of(WatchRow.class)).isInstanceOf(PojoTypeInfo.class);
    }

    private void assertSameAsAlone(String camera) {
        Detector detector = DetectorFile.read(folder.resolve("any.vedette"));
        StreamDetector alone = new StreamDetector(detector, null);
        List<FrameScore> frames = new ArrayList<>();
        List<AnomalyEvent> events = new ArrayList<>();
        for (long index = 0; index < StageDoor.FRAMES; index++) {
            StreamDetector.Findings found = alone.push(StageDoor.frame(index));
            frames.addAll(found.frames());
            events.addAll(found.events());
        }
        StreamDetector.Findings last = alone.finish();
        frames.addAll(last.frames());
        events.addAll(last.events());
        assertThat(events).hasSizeGreaterThan(3);

        List<List<String>> rows = watching.rows(WatchTable.EVENTS, camera);
        assertThat(rows.stream().map(row -> row.get(1)))
                .as("numbers of %s", camera)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size())
                        .mapToObj(Long::toString)
                        .toList());
        for (int i = 0; i < events.size(); i++) {
            AnomalyEvent event = events.get(i);
            List<String> row = rows.get(i);
            assertThat(row.subList(5, row.size()))
                    .containsExactly(
                            "" + (float) event.peakScore(),
                            "" + (float) event.threshold(),
                            "" + (float) event.place().left(),
                            "" + (float) event.place().top(),
                            "" + (float) event.place().right(),
                            "" + (float) event.place().bottom(),
                            "" + event.firstFrame(),
                            "" + event.lastFrame(),
                            "" + event.peakFrame());
            assertThat(Duration.between(Instant.parse(row.get(2)), Instant.parse(row.get(3))))
                    .isCloseTo(event.end().minus(event.start()), Duration.ofMillis(2));
        }
        List<List<String>> minutes = watching.rows(WatchTable.MINUTES, camera);
        assertThat(new HashSet<>(watching.column(WatchTable.MINUTES, camera, 1)))
                .hasSameSizeAs(minutes);
        assertThat(sum(minutes, 3)).as("scored frames").isEqualTo(StageDoor.FRAMES);
        assertThat(sum(minutes, 7))
                .as("frames of alarm")
                .isEqualTo(frames.stream().filter(FrameScore::alarm).count());
        assertThat(sum(minutes, 4)).as("dropped").isZero();
    }

    /** The end waits for a checkpoint. */
    private static void end(MiniCluster cluster, JobID job) throws Exception {
        while (!cluster.getJobStatus(job).get().isGloballyTerminalState()) {
            Watching.checkpoint(cluster, job);
        }
        Flink.await(cluster, job);
    }

    private static long sum(List<List<String>> rows, int column) {
        return rows.stream().mapToLong(row -> Long.parseLong(row.get(column))).sum();
    }

    private static void awaitShown(List<LiveCamera> cameras, long frames) throws InterruptedException {
        Watching.await(() -> cameras.stream().allMatch(camera -> StageDoor.shown(camera.name()) == frames));
    }

    private static JobID submit(MiniCluster cluster, WatchJob job) throws Exception {
        WatchedCameras watched = WatchedCameras.of(job);
        CameraSource.Settings settings = new CameraSource.Settings(
                watched.detectors().folder(), job.precision(), StageDoor.FEEDS, StageDoor.FRAMES);
        return cluster.submitJob(WatchPipeline.build(watched, job, settings))
                .get()
                .getJobID();
    }

    private static MiniCluster cluster(Configuration configuration, int workers) throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(workers)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build());
        cluster.start();
        return cluster;
    }

    /** Where tasks of a job run, or ran last. */
    private static Set<String> workers(MiniCluster cluster, JobID job) throws Exception {
        Set<String> workers = new HashSet<>();
        StreamSupport.stream(
                        cluster.getExecutionGraph(job)
                                .get()
                                .getAllExecutionVertices()
                                .spliterator(),
                        false)
                .forEach(vertex -> workers.add(String.valueOf(vertex.getCurrentExecutionAttempt()
                        .getAssignedResourceLocation()
                        .getResourceID())));
        return workers;
    }
}
