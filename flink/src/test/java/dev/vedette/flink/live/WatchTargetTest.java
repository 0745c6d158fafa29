package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.Flink;
import dev.vedette.flink.results.ParquetFiles;
import dev.vedette.flink.results.Table;
import dev.vedette.flink.results.TestBroker;
import dev.vedette.flink.results.TestDatabase;
import dev.vedette.video.archive.ResultPlace;
import dev.vedette.video.live.LiveCamera;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where rows of live cameras go: the same ones everywhere, each once, also when a worker is killed in the middle. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class WatchTargetTest {
    private static final Duration BY_HAND = Duration.ofHours(1);
    private static final List<LiveCamera> CAMERAS = List.of(
            Watching.camera("film-0", "film.mp4", 10, false),
            Watching.camera("film-1", "film.mp4", 10, false),
            Watching.live("gate"),
            Watching.live("yard"));

    @TempDir
    private Path folder;

    private Watching watching;

    @BeforeEach
    void before() {
        StageDoor.reset();
        watching = new Watching(folder);
        watching.detector(0.005);
    }

    @Test
    void filesOfParquetHaveEachRowOnce() throws Exception {
        outlastsItsWorker(new ResultPlace("parquet", Optional.empty()), table -> {
            try {
                return ParquetFiles.lines(watching.output(), table);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void topicsOfKafkaHaveEachRowOnce() throws Exception {
        try (TestBroker broker = TestBroker.start()) {
            outlastsItsWorker(
                    new ResultPlace(broker.address("watched"), Optional.empty()),
                    table -> broker.lines("watched", table));
        }
    }

    @Test
    void tablesOfPostgresHaveEachRowOnceAndThoseOfOtherRunsStay() throws Exception {
        try (TestDatabase database = TestDatabase.start(folder.resolve("postgres"))) {
            Path settings = database.settings(folder);
            ResultPlace place = new ResultPlace(database.url(), Optional.of(settings.toString()));
            // Makes the tables, and begins nothing.
            WatchedCameras.of(watching.job(2, BY_HAND, false, CAMERAS, place));
            database.execute("INSERT INTO vedette_live_events VALUES ('film-0', '2020-01-01T00:00:00Z', 1,"
                    + " '2020-01-01T00:00:01Z', '2020-01-01T00:00:02Z', '2020-01-01T00:00:01Z',"
                    + " 1, 1, 0, 0, 1, 1, 1, 2, 1)");
            List<String> before = database.lines(Table.LIVE_EVENTS);

            outlastsItsWorker(place, table -> {
                List<String> lines = new ArrayList<>(database.lines(table));
                lines.removeAll(before);
                return lines;
            });

            assertThat(before).hasSize(1);
            assertThat(database.lines(Table.LIVE_EVENTS)).containsAll(before);
            itDoesNotGoOnToAnotherPlace();
        }
    }

    /** Nothing of what a checkpoint had is lost, and what came after it is not there. */
    private void outlastsItsWorker(ResultPlace place, Function<Table, List<String>> lines) throws Exception {
        StageDoor.show(90);
        try (MiniCluster cluster = WatchTest.cluster(NotedMetrics.configured(new Configuration()), 2)) {
            JobID id = WatchTest.submit(cluster, watching.job(2, BY_HAND, false, CAMERAS, place));
            WatchTest.awaitShown(CAMERAS.subList(0, 2), 90);
            Watching.checkpointUntil(
                    cluster,
                    id,
                    () -> CAMERAS.subList(0, 2).stream().noneMatch(film -> rows(lines, Table.LIVE_EVENTS, film.name())
                                    .isEmpty())
                            && CAMERAS.subList(2, 4).stream().allMatch(camera -> states(lines, camera.name())
                                    .contains("WATCHING")));
            StageDoor.dead("gate", true);
            StageDoor.dead("yard", true);
            StageDoor.show(130);
            WatchTest.awaitShown(CAMERAS.subList(0, 2), 130);
            Watching.await(() -> NotedMetrics.value("gate", "watching").equals(0)
                    && NotedMetrics.value("yard", "watching").equals(0));
            cluster.terminateTaskManager(0).get();
            StageDoor.dead("gate", false);
            StageDoor.dead("yard", false);
            cluster.startTaskManager();
            StageDoor.show(StageDoor.FRAMES);
            Watching.checkpointUntil(
                    cluster,
                    id,
                    () -> CAMERAS.subList(0, 2).stream()
                                    .allMatch(film -> states(lines, film.name()).contains("ENDED"))
                            && CAMERAS.subList(2, 4).stream()
                                    .allMatch(camera -> states(lines, camera.name()).stream()
                                                    .filter("WATCHING"::equals)
                                                    .count()
                                            == 2));
            cluster.cancelJob(id).get();
        }
        for (LiveCamera film : CAMERAS.subList(0, 2)) {
            watching.assertSameAsAlone(film.name(), lines);
        }
        List<String> died = CAMERAS.subList(2, 4).stream()
                .map(LiveCamera::name)
                .filter(camera -> Watching.column(Table.LIVE_CAMERAS, rows(lines, Table.LIVE_CAMERAS, camera), "reason")
                        .contains("goes on from a checkpoint"))
                .toList();
        assertThat(died).as("live cameras of the worker that was killed").hasSize(1);
        for (String camera : List.of("gate", "yard")) {
            assertThat(states(lines, camera))
                    .as(camera)
                    .containsExactly(
                            "CONNECTING", "WATCHING", died.contains(camera) ? "CONNECTING" : "LOST", "WATCHING");
        }
        for (Table table : List.of(Table.LIVE_EVENTS, Table.LIVE_MINUTES, Table.LIVE_CAMERAS)) {
            assertThat(lines.apply(table)).doesNotHaveDuplicates();
        }
        assertThat(watching.output().resolve("events").toFile().exists())
                .isEqualTo(place.to().equals("parquet"));
    }

    private void itDoesNotGoOnToAnotherPlace() throws Exception {
        try (MiniCluster cluster = WatchTest.cluster(new Configuration(), 2)) {
            JobID id = WatchTest.submit(cluster, watching.job(2, BY_HAND, true, CAMERAS));
            assertThatThrownBy(() -> Flink.await(cluster, id))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("--to");
        }
    }

    private static List<List<String>> rows(Function<Table, List<String>> lines, Table table, String camera) {
        return Watching.rows(lines.apply(table), camera);
    }

    private static List<String> states(Function<Table, List<String>> lines, String camera) {
        return Watching.column(Table.LIVE_CAMERAS, rows(lines, Table.LIVE_CAMERAS, camera), "state");
    }
}
