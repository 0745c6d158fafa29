package dev.vedette.flink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.Precision;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.detection.StreamDetector;
import dev.vedette.flink.results.Csv;
import dev.vedette.flink.results.Table;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.archive.ResultPlace;
import dev.vedette.video.live.CameraList;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.watch.Schedule;
import dev.vedette.video.watch.Zone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** A detector that alarms at what moves, jobs, and what they leave. */
record Watching(Path folder) {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;
    private static final NetworkConfig NETWORK = new NetworkConfig(WIDTH, HEIGHT, 8, 16, 8, 2, 2, 2, 2, 0.5);

    /** A detector for all cameras. */
    Path detector(double threshold) {
        return detector(threshold, 3);
    }

    /** @param smoothed standard deviation, in frames */
    Path detector(double threshold, double smoothed) {
        Path file = folder.resolve("any.vedette");
        DetectorFile.write(file, detector(NETWORK, ScoringRule.motionOnly(), threshold, smoothed));
        return file;
    }

    static Detector detector(NetworkConfig network, ScoringRule rule, double threshold, double smoothed) {
        return new Detector(
                network,
                Weights.initial(network, 1),
                rule,
                new Calibration(smoothed, smoothed, threshold, 0, 0, 0),
                Quantisation.NONE,
                new Provenance("test", "test", 1, List.of(), Map.of()));
    }

    Path output() {
        return folder.resolve("output");
    }

    WatchJob job(int slots, Duration checkpoint, boolean resume, List<LiveCamera> cameras) {
        return job(slots, checkpoint, resume, cameras, ResultPlace.CSV);
    }

    WatchJob job(int slots, Duration checkpoint, boolean resume, List<LiveCamera> cameras, ResultPlace results) {
        return new WatchJob(
                new CameraList(cameras),
                folder.resolve("any.vedette").toString(),
                output().toString(),
                results,
                slots,
                Precision.FLOAT32,
                checkpoint,
                resume);
    }

    static LiveCamera live(String name) {
        return camera(name, "rtsp://camera/" + name, 10, true);
    }

    static LiveCamera camera(String name, String address, double rate, boolean loop) {
        return new LiveCamera(
                name,
                address,
                Optional.of(rate),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(loop),
                Optional.empty(),
                Optional.empty());
    }

    /** A film that is shown once, of which only some counts. */
    static LiveCamera film(String name, List<Zone> zones, Optional<Schedule> schedule) {
        return new LiveCamera(
                name,
                "film.mp4",
                Optional.of(10.0),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                Optional.of(zones),
                schedule);
    }

    /** Rows of a table in files of CSV. */
    List<String> lines(Table table) {
        try {
            Path files = output().resolve(table.folder());
            List<String> rows = new ArrayList<>();
            if (Files.exists(files)) {
                try (Stream<Path> all = Files.walk(files)) {
                    for (Path file : all.filter(Files::isRegularFile)
                            .filter(one -> !one.getFileName().toString().startsWith("."))
                            .toList()) {
                        List<String> lines = Files.readAllLines(file);
                        if (!lines.get(0).equals(table.header())) {
                            throw new AssertionError(file + " begins with " + lines.get(0));
                        }
                        rows.addAll(lines.subList(1, lines.size()));
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of a table, each as its values; those of a camera in order. */
    List<List<String>> rows(Table table, String camera) {
        return rows(lines(table), camera);
    }

    static List<List<String>> rows(List<String> lines, String camera) {
        return lines.stream()
                .map(Csv::values)
                .filter(row -> row.get(0).equals(camera))
                .sorted(Comparator.comparing((List<String> row) -> row.get(2).length())
                        .thenComparing(row -> row.get(2)))
                .toList();
    }

    List<String> column(Table table, String camera, String column) {
        return column(table, rows(table, camera), column);
    }

    static List<String> column(Table table, List<List<String>> rows, String column) {
        int index = List.of(table.header().split(",")).indexOf(column);
        return rows.stream().map(row -> row.get(index)).toList();
    }

    /** Rows of a film are those that a detector finds that nobody disturbs. */
    void assertSameAsAlone(String camera, Function<Table, List<String>> lines) {
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

        List<List<String>> rows = rows(lines.apply(Table.LIVE_EVENTS), camera);
        assertThat(column(Table.LIVE_EVENTS, rows, "event"))
                .as("numbers of %s", camera)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size())
                        .mapToObj(Long::toString)
                        .toList());
        for (int i = 0; i < events.size(); i++) {
            AnomalyEvent event = events.get(i);
            List<String> row = rows.get(i);
            assertThat(row.subList(6, row.size()))
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
            assertThat(Duration.between(Instant.parse(row.get(3)), Instant.parse(row.get(4))))
                    .isCloseTo(event.end().minus(event.start()), Duration.ofMillis(2));
        }
        List<List<String>> minutes = rows(lines.apply(Table.LIVE_MINUTES), camera);
        assertThat(new HashSet<>(column(Table.LIVE_MINUTES, minutes, "minute"))).hasSameSizeAs(minutes);
        assertThat(sum(minutes, "scored")).as("scored frames").isEqualTo(StageDoor.FRAMES);
        assertThat(sum(minutes, "alarms"))
                .as("frames of alarm")
                .isEqualTo(frames.stream().filter(FrameScore::alarm).count());
        assertThat(sum(minutes, "dropped")).as("dropped").isZero();
    }

    static long sum(List<List<String>> minutes, String column) {
        return column(Table.LIVE_MINUTES, minutes, column).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** Takes checkpoints until something is so. */
    static void checkpointUntil(MiniCluster cluster, JobID job, BooleanSupplier so) throws InterruptedException {
        do {
            await(() -> checkpoint(cluster, job));
        } while (!so.getAsBoolean());
    }

    /** Fails while tasks are being started, and is not told of by a job that ends. */
    static boolean checkpoint(MiniCluster cluster, JobID job) {
        try {
            cluster.triggerCheckpoint(job).get(5, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void await(BooleanSupplier so) throws InterruptedException {
        while (!so.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("it took too long");
            }
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
    }
}
