package dev.vedette.flink;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.Videos;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.scene.StreetScene.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a cluster costs, and what more workers gain: the same videos by the plain loop over the frames and by jobs on one and two workers, in
 * turn. A worker is a core, and so is a thread of the plain loop. Starting the cluster is not measured, beginning and ending a job is. Prints; runs
 * when its name is asked for.
 */
class ArchiveBenchmark {
    private static final int VIDEOS = 4;
    private static final int FRAMES = 500;
    private static final int ROUNDS = 5;

    @TempDir
    private Path folder;

    private Footage footage;
    private List<String> videos;

    /** A way to score all videos. */
    @FunctionalInterface
    private interface Way {
        void run(int number) throws Exception;
    }

    @Test
    void plainAndOnWorkers() throws Exception {
        footage = new Footage(folder, ScoringRule.paper(), NetworkConfig.narrow(336, 192, 16), new Format(640, 384, 10))
                .detector("gate", 1);
        videos = IntStream.range(0, VIDEOS).mapToObj(i -> "gate/" + i + ".mp4").toList();
        for (int i = 0; i < VIDEOS; i++) {
            footage.video(videos.get(i), i + 1, FRAMES);
        }
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        try (MiniCluster cluster = DyingCluster.start(2, 1)) {
            Map<String, Way> ways = new LinkedHashMap<>();
            for (int cores : new int[] {1, 2}) {
                ways.put("plain, cores " + cores, round -> plain(cores));
                ways.put("Flink, workers " + cores, round -> onWorkers(cluster, cores, round));
            }
            for (int round = 0; round <= ROUNDS; round++) {
                for (Map.Entry<String, Way> way : ways.entrySet()) {
                    long began = System.nanoTime();
                    way.getValue().run(round);
                    double rate = VIDEOS * FRAMES / ((System.nanoTime() - began) / 1e9);
                    // The first round warms up.
                    if (round > 0) {
                        rates.computeIfAbsent(way.getKey(), key -> new ArrayList<>())
                                .add(rate);
                    }
                }
            }
        }
        print(VIDEOS + " videos of " + FRAMES + " frames of 640x384, network 336x192, float32; frames/s, median of "
                + ROUNDS + " rounds (lowest to highest)");
        rates.forEach((way, all) -> {
            all.sort(Double::compare);
            print(String.format(
                    Locale.ROOT,
                    "  %-18s %7.1f  (%.1f to %.1f)",
                    way,
                    all.get(ROUNDS / 2),
                    all.get(0),
                    all.get(ROUNDS - 1)));
        });
        Iterator<List<Double>> medians = rates.values().iterator();
        double[] of = new double[4];
        for (int i = 0; i < of.length; i++) {
            of[i] = medians.next().get(ROUNDS / 2);
        }
        print(String.format(
                Locale.ROOT,
                "  one worker against one core %.2f, two against two %.2f; two workers against one %.2f",
                of[1] / of[0],
                of[3] / of[2],
                of[3] / of[1]));
    }

    private void plain(int cores) throws Exception {
        ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(videos);
        ExecutorService threads = Executors.newFixedThreadPool(cores);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                running.add(threads.submit(() -> scoreAll(left)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private void scoreAll(ConcurrentLinkedQueue<String> left) {
        Detector detector = DetectorFile.read(footage.detectors.resolve("gate.vedette"));
        try (ScoringEngine engine =
                DetectorEngines.open(detector, EngineOptions.defaults().withThreads(1), Precision.AUTO)) {
            for (String video = left.poll(); video != null; video = left.poll()) {
                StreamDetector stream = new StreamDetector(detector, engine);
                try (FrameSource source = Videos.open(footage.file(video)).open()) {
                    for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                        stream.push(next.get());
                    }
                }
                stream.finish();
            }
        }
    }

    private void onWorkers(MiniCluster cluster, int workers, int round) throws Exception {
        ArchiveJob job = footage.job(folder.resolve("out-" + workers + "-" + round), workers, 1);
        Flink.await(
                cluster,
                cluster.submitJob(ArchivePipeline.build(Archive.of(job), job))
                        .get()
                        .getJobID());
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
