package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.Precision;
import dev.vedette.flink.results.Table;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchiveOutcome.SetAside;
import dev.vedette.video.archive.ResultPlace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that die while they score. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class DeadWorkerTest {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLostOrDoubledWhenAWorkerIsKilledInTheMiddle() throws Exception {
        Footage footage =
                new Footage(folder, ScoringRule.paper()).detector("gate", 1).detector("yard", 2);
        Files.createDirectories(footage.file("gate"));
        Files.createDirectories(footage.file("yard"));
        footage.video("gate/1.mp4", 1, 1500).video("yard/1.mp4", 2, 1500);
        ArchiveJob job = job(footage.videos.toString(), footage, 2, 3, Optional.empty());

        DyingCluster.run(job, () -> {
            assertThat(Footage.lines(output(), Table.VIDEOS)).isEmpty();
            return !Footage.lines(output(), Table.SCORES).isEmpty();
        });

        Map<Table, List<String>> gate = footage.expected("gate", "gate/1.mp4");
        Map<Table, List<String>> yard = footage.expected("yard", "yard/1.mp4");
        for (Table table : List.of(Table.SCORES, Table.EVENTS)) {
            List<String> expected = new ArrayList<>(gate.get(table));
            expected.addAll(yard.get(table));
            Collections.sort(expected);
            assertThat(Footage.lines(output(), table)).isEqualTo(expected);
        }
        assertThat(Footage.lines(output(), Table.VIDEOS)).hasSize(2);
        assertThat(Footage.lines(output(), Table.SET_ASIDE)).isEmpty();
    }

    @Test
    void rangesOfOneVideoSurviveTheDeathOfAWorkerAsWell() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.paper()).detector("gate", 1);
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/1.mp4", 1, 1500);
        ArchiveJob job = job(footage.videos.toString(), footage, 2, 3, Optional.of(Duration.ofSeconds(40)));

        DyingCluster.run(job, () -> {
            assertThat(Footage.lines(output(), Table.VIDEOS)).isEmpty();
            return !Footage.lines(output(), Table.SCORES).isEmpty();
        });

        Map<Table, List<String>> gate = footage.expected("gate", "gate/1.mp4");
        for (Table table : List.of(Table.SCORES, Table.EVENTS)) {
            assertThat(Footage.lines(output(), table)).isNotEmpty().isEqualTo(gate.get(table));
        }
        assertThat(Footage.lines(output(), Table.VIDEOS)).hasSize(1);
        assertThat(Footage.lines(output(), Table.SET_ASIDE)).isEmpty();
    }

    @Test
    void aVideoThatKillsItsWorkerAgainAndAgainIsSetAsideAloneOfAll() throws Exception {
        Footage footage = new Footage(folder, ScoringRule.paper()).detector("gate", 1);
        Files.createDirectories(footage.file("gate"));
        footage.video("gate/1.mp4", 1, 300)
                .video("gate/deadly.mp4", 2, 10)
                .video("gate/good.mp4", 3, 50)
                .video("gate/other.mp4", 4, 50);
        ArchiveJob job = job(DeadlyFiles.DEADLY + ":" + footage.videos, footage, 2, 2, Optional.empty());
        Archive archive = Archive.of(job);
        AtomicInteger deaths = new AtomicInteger();

        try (MiniCluster cluster = DyingCluster.start(1, 2)) {
            DeadlyFiles.death = () -> {
                kill(cluster, deaths.getAndIncrement());
                waitToBeKilled();
            };
            JobID id =
                    cluster.submitJob(ArchivePipeline.build(archive, job)).get().getJobID();
            Flink.await(cluster, id);
        }

        assertThat(deaths).hasValue(2);
        assertThat(new Results(archive.output()).read().setAside())
                .extracting(SetAside::video)
                .containsExactly("gate/deadly.mp4");
        assertThat(Footage.lines(output(), Table.SCORES))
                .isEqualTo(footage.expected("gate", "gate/1.mp4", "gate/good.mp4", "gate/other.mp4")
                        .get(Table.SCORES));
    }

    /** From another thread, because this one dies with its worker. */
    private static void kill(MiniCluster cluster, int worker) {
        cluster.terminateTaskManager(worker).thenRunAsync(() -> {
            try {
                cluster.startTaskManager();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void waitToBeKilled() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("killed", e);
        }
    }

    private ArchiveJob job(String videos, Footage footage, int slots, int tries, Optional<Duration> range) {
        return new ArchiveJob(
                videos,
                footage.detectors.toString(),
                output().toString(),
                ResultPlace.CSV,
                slots,
                Precision.AUTO,
                OptionalDouble.empty(),
                range,
                tries,
                Duration.ofMillis(300));
    }

    private Path output() {
        return folder.resolve("output");
    }
}
