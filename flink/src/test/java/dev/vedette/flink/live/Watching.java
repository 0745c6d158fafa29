package dev.vedette.flink.live;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.live.CameraList;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
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
        return new WatchJob(
                new CameraList(cameras),
                folder.resolve("any.vedette").toString(),
                output().toString(),
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
                Optional.of(loop));
    }

    /** Rows of a table, each as its values; those of a camera in order. */
    List<List<String>> rows(WatchTable table, String camera) {
        try {
            Path files = output().resolve(table.folder());
            List<List<String>> rows = new ArrayList<>();
            if (Files.exists(files)) {
                try (Stream<Path> all = Files.walk(files)) {
                    for (Path file : all.filter(Files::isRegularFile)
                            .filter(one -> !one.getFileName().toString().startsWith("."))
                            .toList()) {
                        List<String> lines = Files.readAllLines(file);
                        if (!lines.get(0).equals(table.columns())) {
                            throw new AssertionError(file + " begins with " + lines.get(0));
                        }
                        lines.stream()
                                .skip(1)
                                .map(line -> List.of(line.split(",", -1)))
                                .filter(row -> row.get(0).equals(camera))
                                .forEach(rows::add);
                    }
                }
            }
            rows.sort(java.util.Comparator.comparing(
                            (List<String> row) -> row.get(1).length())
                    .thenComparing(row -> row.get(1)));
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> column(WatchTable table, String camera, int column) {
        return rows(table, camera).stream().map(row -> row.get(column)).toList();
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
