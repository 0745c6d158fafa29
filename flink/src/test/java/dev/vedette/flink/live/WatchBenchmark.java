package dev.vedette.flink.live;

import dev.vedette.detection.CameraPool;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Image;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.LiveStream.Transport;
import dev.vedette.video.VideoWriter;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.camera.DecoderOrder;
import dev.vedette.video.camera.DecoderProcess;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.scene.StreetScene;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What watching costs a cluster: state, checkpoints, and how long cameras are unwatched after a worker died. Small pictures, an event that goes on at
 * every camera. Prints; runs when its name is asked for.
 */
class WatchBenchmark {
    /** Smoothing of so many frames keeps three times as many scores. */
    private static final double SMOOTHED = 12;

    private static final double RATE = 2;
    private static final int CHECKPOINTS = 5;
    private static final int ENGINES = 6;
    private static final int DECODERS = 4;

    /** Frames that cameras sent since they were connected, and how often that was; workers are in this process. */
    private static final Map<String, Long> SENT = new ConcurrentHashMap<>();

    private static final Map<String, Integer> CONNECTED = new ConcurrentHashMap<>();
    private static final CameraFeeds DRAWN = (camera, round, from) -> counted(camera, new Drawn());
    private static final CameraFeeds DECODED =
            (camera, round, from) -> counted(camera, CameraFeeds.DECODERS.open(camera, round, from));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 500})
    void stateCheckpointsAndRecovery(int cameras) throws Exception {
        measure(
                cameras + " cameras drawn in the worker",
                IntStream.range(0, cameras)
                        .mapToObj(i -> Watching.camera("camera-" + i, "rtsp://camera/" + i, RATE, true))
                        .toList(),
                DRAWN);
    }

    @Test
    void recoveryWithDecoders() throws Exception {
        measure(
                "8 streets in decoders of their own",
                IntStream.range(0, 8)
                        .mapToObj(i -> Watching.camera("street-" + i, "street:", 5, true))
                        .toList(),
                DECODED);
    }

    @Test
    void memoryOfDecoders() throws Exception {
        Path film = folder.resolve("film.mp4");
        StreetScene scene = StreetScene.normal(3, 200, new StreetScene.Format(640, 384, 10));
        try (VideoWriter writer = VideoWriter.create(film, 640, 384, 10)) {
            for (int i = 0; i < 200; i++) {
                writer.write(scene.render(i));
            }
            writer.finish();
        }
        DecoderOrder order = new DecoderOrder(CameraAddress.of(film.toString()), 5, 960, Transport.TCP, 10, 0, 0);
        List<DecoderProcess> decoders = new ArrayList<>();
        try {
            for (int i = 0; i < DECODERS; i++) {
                decoders.add(DecoderProcess.start(order));
            }
            for (int frame = 0; frame < 90; frame++) {
                decoders.forEach(DecoderProcess::next);
            }
            long sum = 0;
            for (DecoderProcess decoder : decoders) {
                sum += memory("/proc/" + decoder.pid() + "/smaps_rollup", "Pss:");
            }
            print("a decoder of 640x384, one of " + DECODERS + ": " + sum / DECODERS
                    + " MiB, what they share counted once");
        } finally {
            decoders.forEach(DecoderProcess::close);
        }
    }

    /** Cameras with detectors of their own have an engine each; those that share a detector share it. */
    @ParameterizedTest
    @CsvSource({"128, 64, true", "336, 192, true", "640, 320, false"})
    void memoryOfEngines(int width, int height, boolean narrow) throws Exception {
        NetworkConfig network =
                narrow ? NetworkConfig.narrow(width, height, 16) : NetworkConfig.paper(width, height, 16);
        List<ScoringEngine> engines = new ArrayList<>();
        long before = 0;
        for (int i = 0; i <= ENGINES; i++) {
            Detector detector = Watching.detector(network, ScoringRule.paper(), 1, 3);
            ScoringEngine engine =
                    DetectorEngines.open(detector, EngineOptions.defaults().withThreads(1), Precision.FLOAT32);
            engines.add(engine);
            StreamDetector stream = new StreamDetector(detector, engine.onCallingThread());
            for (int frame = 0; frame < 8; frame++) {
                stream.push(new Frame(frame, Duration.ofMillis(100L * frame), Image.black(width, height)));
            }
            before = i == 0 ? resident(ProcessHandle.current().pid()) : before;
        }
        long more = (resident(ProcessHandle.current().pid()) - before) / ENGINES;
        print("an engine more, network " + width + "x" + height + ", patch 16" + (narrow ? ", narrow" : "") + ": "
                + more + " MiB resident");
        engines.forEach(ScoringEngine::close);
    }

    private static long resident(long process) throws Exception {
        return memory("/proc/" + process + "/status", "VmRSS:");
    }

    /** In MiB. */
    private static long memory(String file, String what) throws Exception {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    private void measure(String what, List<LiveCamera> cameras, CameraFeeds feeds) throws Exception {
        SENT.clear();
        CONNECTED.clear();
        Watching watching = new Watching(folder);
        watching.detector(-1, SMOOTHED);
        Configuration configuration = new Configuration();
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        try (MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(1)
                .withRandomPorts()
                .build())) {
            cluster.start();
            WatchJob job = watching.job(2, Duration.ofHours(1), false, cameras);
            WatchedCameras watched = WatchedCameras.of(job);
            CameraSource.Settings settings = new CameraSource.Settings(
                    watched.detectors().folder(), job.precision(), feeds, CameraPool.USUALLY_WAITING);
            JobID id = cluster.submitJob(WatchPipeline.build(watched, job, settings))
                    .get()
                    .getJobID();
            await(cameras, (long) Math.ceil(3 * SMOOTHED) + 8);
            print(what + ":");
            checkpoints(cluster, id, watched, cameras.size());
            recovery(cluster, cameras);
            cluster.cancelJob(id).get();
        }
    }

    private static void checkpoints(MiniCluster cluster, JobID id, WatchedCameras watched, int cameras)
            throws Exception {
        List<Long> millis = new ArrayList<>();
        long bytes = 0;
        for (int i = 0; i < CHECKPOINTS; i++) {
            Watching.await(() -> Watching.checkpoint(cluster, id));
            CompletedCheckpointStats stats = cluster.getExecutionGraph(id)
                    .get()
                    .getCheckpointStatsSnapshot()
                    .getHistory()
                    .getLatestCompletedCheckpoint();
            millis.add(stats.getEndToEndDuration());
            bytes = stats.getStateSize();
        }
        millis.sort(Long::compare);
        org.apache.flink.core.fs.Path newest = Checkpoints.newest(watched.output());
        long files = 0;
        for (var file : FileSystem.getLocalFileSystem().listStatus(newest)) {
            files += file.getLen();
        }
        print("  checkpoint " + bytes + " bytes of state, " + bytes / cameras + " a camera; " + files
                + " bytes of files; " + millis.get(CHECKPOINTS / 2) + " ms");
    }

    private static void recovery(MiniCluster cluster, List<LiveCamera> cameras) throws Exception {
        // Those that are connected from now on are those of the worker that dies.
        CONNECTED.clear();
        long killed = System.nanoTime();
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
        int half = cameras.size() / 2;
        Watching.await(() -> CONNECTED.size() >= Math.max(1, half)
                        && CONNECTED.keySet().stream().allMatch(camera -> SENT.getOrDefault(camera, 0L) > 0)
                || cameras.size() == 1 && TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - killed) > 10);
        print(
                CONNECTED.isEmpty()
                        ? "  its worker was the other one"
                        : "  " + CONNECTED.size()
                                + " cameras of a worker that was killed have sent a frame elsewhere after "
                                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed) + " ms");
    }

    private static void await(List<LiveCamera> cameras, long frames) throws InterruptedException {
        Watching.await(() -> cameras.stream().allMatch(camera -> SENT.getOrDefault(camera.name(), 0L) >= frames));
    }

    private static FrameSource counted(CameraSpec camera, FrameSource source) {
        SENT.put(camera.name(), 0L);
        CONNECTED.merge(camera.name(), 1, Integer::sum);
        return new FrameSource() {
            @Override
            public Optional<Frame> next() {
                Optional<Frame> frame = source.next();
                SENT.merge(camera.name(), 1L, Long::sum);
                return frame;
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }

    private static void print(String line) {
        System.out.println(line);
    }

    /** Small pictures, in time. */
    private static final class Drawn implements FrameSource {
        private final CountDownLatch closed = new CountDownLatch(1);
        private long index;

        @Override
        public Optional<Frame> next() {
            try {
                if (closed.await((long) (1e9 / RATE), TimeUnit.NANOSECONDS)) {
                    return Optional.empty();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            byte[] bgr = new byte[3 * Watching.WIDTH * Watching.HEIGHT];
            bgr[(int) (index % bgr.length)] = 100;
            Duration time = Duration.ofNanos((long) (1e9 / RATE * index));
            return Optional.of(new Frame(index++, time, new Image(Watching.WIDTH, Watching.HEIGHT, bgr)));
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
