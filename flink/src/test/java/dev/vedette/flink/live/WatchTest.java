package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.Flink;
import dev.vedette.flink.results.Row;
import dev.vedette.flink.results.Table;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
                            !watching.rows(Table.LIVE_EVENTS, camera.name()).isEmpty()));
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
            watching.assertSameAsAlone(camera.name(), watching::lines);
        }
        List<String> moved = cameras.stream()
                .map(LiveCamera::name)
                .filter(name -> StageDoor.connected(name) > 1)
                .toList();
        assertThat(moved).as("cameras of the worker that died").hasSizeBetween(2, 3);
        for (LiveCamera camera : cameras) {
            assertThat(watching.column(Table.LIVE_CAMERAS, camera.name(), "reason")
                            .contains("goes on from a checkpoint"))
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
                            !watching.rows(Table.LIVE_EVENTS, camera.name()).isEmpty()));
            assertThat(workers(cluster, id)).hasSize(2);
            cluster.terminateTaskManager(0).get();
            StageDoor.show(StageDoor.FRAMES);
            end(cluster, id);
            assertThat(workers(cluster, id)).hasSize(1);
        }
        for (LiveCamera camera : cameras) {
            watching.assertSameAsAlone(camera.name(), watching::lines);
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
            Watching.checkpointUntil(cluster, id, () -> watching.column(Table.LIVE_CAMERAS, "flaky", "state")
                    .contains("LOST"));
            StageDoor.dead("flaky", false);
            Watching.checkpointUntil(
                    cluster,
                    id,
                    () -> watching.column(Table.LIVE_CAMERAS, "flaky", "state").stream()
                                    .filter("WATCHING"::equals)
                                    .count()
                            == 2);
            assertThat(watching.column(Table.LIVE_CAMERAS, "steady", "state"))
                    .containsExactly("CONNECTING", "WATCHING");
            assertThat(watching.column(Table.LIVE_CAMERAS, "dead", "state")).containsExactly("LOST");
            assertThat(watching.column(Table.LIVE_CAMERAS, "dead", "reason")).contains("the camera does not answer");
            assertThat(watching.rows(Table.LIVE_EVENTS, "steady")).isEmpty();

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
                            camera -> watching.rows(Table.LIVE_EVENTS, camera).isEmpty()));
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
            List<List<String>> events = watching.rows(Table.LIVE_EVENTS, camera);
            assertThat(events).as(camera).hasSize(1);
            assertThat(events.get(0).get(2)).isEqualTo("1");
            assertThat(Instant.parse(events.get(0).get(3))).isBefore(killed);
            assertThat(Instant.parse(events.get(0).get(4))).isAfter(killed);
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
                    () -> watching.rows(Table.LIVE_EVENTS, "steady").size() == 2
                            && watching.rows(Table.LIVE_EVENTS, "fresh").size() == 1);
            cluster.cancelJob(id).get();
            assertThatThrownBy(() -> Flink.await(cluster, id))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("the job was cancelled");
        }
        assertThat(watching.column(Table.LIVE_EVENTS, "steady", "event")).containsExactly("1", "2");
        assertThat(watching.column(Table.LIVE_EVENTS, "fresh", "event")).containsExactly("1");
        assertThat(watching.column(Table.LIVE_CAMERAS, "other", "reason")).contains("no camera of the job any more");
        assertThat(StageDoor.connected("other")).isZero();

        aCameraThatWasLeftOutIsWatchedAgain();
        aCameraThatWasLeftOutIsWatchedAgain();
    }

    private void aCameraThatWasLeftOutIsWatchedAgain() throws Exception {
        StageDoor.reset();
        long before = watched("other");
        try (MiniCluster cluster = cluster(new Configuration(), 1)) {
            JobID id = submit(
                    cluster, watching.job(1, BY_HAND, true, List.of(Watching.live("steady"), Watching.live("other"))));
            Watching.await(() -> StageDoor.shown("steady") > 0 && StageDoor.shown("other") > 0);
            Watching.checkpointUntil(cluster, id, () -> watched("other") > before);
            cluster.cancelJob(id).get();
        }
    }

    private long watched(String camera) {
        return watching.column(Table.LIVE_CAMERAS, camera, "state").stream()
                .filter("WATCHING"::equals)
                .count();
    }

    /** After the end of all files there is nothing to go on from: whoever did would see all of it twice. */
    @Test
    void aFileGoesOnWhereItWasWithAnotherDetectorAndOneThatIsShorterIsOver() throws Exception {
        watching.detector(THRESHOLD);
        List<LiveCamera> films =
                List.of(Watching.camera("whole", "film.mp4", 10, false), Watching.camera("cut", "film.mp4", 10, false));
        StageDoor.show(90);
        try (MiniCluster cluster = cluster(new Configuration(), 1)) {
            JobID id = submit(cluster, watching.job(1, BY_HAND, false, films));
            awaitShown(films, 90);
            Watching.checkpointUntil(
                    cluster, id, () -> films.stream().noneMatch(film -> watching.rows(Table.LIVE_EVENTS, film.name())
                            .isEmpty()));
            cluster.cancelJob(id).get();
        }
        watching.detector(2 * THRESHOLD);
        // Less than an event that is over has.
        StageDoor.replace("cut", 10);
        StageDoor.show(StageDoor.FRAMES);
        WatchJob goesOn = watching.job(1, BY_HAND, true, films);
        try (MiniCluster cluster = cluster(new Configuration(), 1)) {
            end(cluster, submit(cluster, goesOn));
        }

        assertThat(Watching.sum(watching.rows(Table.LIVE_MINUTES, "whole"), "scored"))
                .as("scored frames")
                .isEqualTo(StageDoor.FRAMES);
        assertThat(watching.column(Table.LIVE_CAMERAS, "cut", "state"))
                .contains("ENDED")
                .doesNotContain("LOST");
        assertThatThrownBy(() -> WatchedCameras.of(goesOn))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("no checkpoint to go on from");
    }

    @Test
    void whatIsIgnoredAndWhatIsOutOfHoursMakesNoEvent() throws Exception {
        watching.detector(THRESHOLD);
        Schedule later = new Schedule(
                Optional.of("UTC"),
                List.of(new Schedule.Hours(
                        List.of(Schedule.Day.of(
                                LocalDate.now(ZoneOffset.UTC).plusDays(3).getDayOfWeek())),
                        "00:00",
                        "24:00")));
        List<LiveCamera> films = List.of(
                Watching.film("ignored", List.of(band(Zone.Kind.ignored, 0.2, 0.7)), Optional.empty()),
                Watching.film("elsewhere", List.of(band(Zone.Kind.watched, 0.7, 1)), Optional.empty()),
                Watching.film("there", List.of(band(Zone.Kind.watched, 0.2, 0.7)), Optional.empty()),
                Watching.film("later", List.of(), Optional.of(later)));
        try (MiniCluster cluster = cluster(new Configuration(), 1)) {
            end(cluster, submit(cluster, watching.job(1, BY_HAND, false, films)));
        }
        for (String camera : List.of("ignored", "elsewhere", "later")) {
            assertThat(watching.rows(Table.LIVE_EVENTS, camera)).as(camera).isEmpty();
        }
        assertThat(watching.rows(Table.LIVE_EVENTS, "there")).hasSizeGreaterThan(3);
        assertThat(alarms("ignored")).isZero();
        assertThat(alarms("later")).as("frames of alarm out of hours").isEqualTo(alarms("there"));
    }

    private long alarms(String camera) {
        return Watching.sum(watching.rows(Table.LIVE_MINUTES, camera), "alarms");
    }

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
        List<Zone> nothing = List.of(band(Zone.Kind.ignored, 0, 1));
        assertThatThrownBy(() -> WatchedCameras.of(watching.job(
                        1,
                        BY_HAND,
                        false,
                        List.of(
                                camera,
                                Watching.film("a", nothing, Optional.empty()),
                                Watching.film("b", nothing, Optional.empty())))))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("the zones of a, b leave nothing to watch");
        WatchJob open = watching.job(
                1, BY_HAND, false, List.of(camera, Watching.camera("roof", "rtsp://host/a?password=s3cret", 5, true)));
        assertThatThrownBy(() -> WatchedCameras.of(open))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("the addresses of roof hold a password")
                .hasMessageNotContaining("s3cret");
        java.nio.file.Files.createDirectories(watching.output().resolve("events"));
        assertThatThrownBy(() -> WatchedCameras.of(job))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("--resume");
    }

    /** Anything but a POJO would go through Kryo. */
    @Test
    void flinkKnowsHowToWriteRows() {
        assertThat(TypeInformation.of(Row.class)).isInstanceOf(PojoTypeInfo.class);
    }

    /** The end waits for a checkpoint. */
    static void end(MiniCluster cluster, JobID job) throws Exception {
        while (!cluster.getJobStatus(job).get().isGloballyTerminalState()) {
            Watching.checkpoint(cluster, job);
        }
        Flink.await(cluster, job);
    }

    static void awaitShown(List<LiveCamera> cameras, long frames) throws InterruptedException {
        Watching.await(() -> cameras.stream().allMatch(camera -> StageDoor.shown(camera.name()) == frames));
    }

    static JobID submit(MiniCluster cluster, WatchJob job) throws Exception {
        WatchedCameras watched = WatchedCameras.of(job);
        CameraSource.Settings settings = new CameraSource.Settings(
                watched.detectors().folder(), job.precision(), StageDoor.FEEDS, StageDoor.FRAMES);
        return cluster.submitJob(WatchPipeline.build(watched, job, settings))
                .get()
                .getJobID();
    }

    static MiniCluster cluster(Configuration configuration, int workers) throws Exception {
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
