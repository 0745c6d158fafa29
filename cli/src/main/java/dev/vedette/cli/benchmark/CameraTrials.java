package dev.vedette.cli.benchmark;

import dev.vedette.detection.Camera;
import dev.vedette.detection.CameraPool;
import dev.vedette.detection.Detector;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Video;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many cameras the machine sustains. Each plays the same video in real time and decodes it for itself, on a thread of its own; all
 * share one detector and one {@link CameraPool}. Does not own the engine. Not thread-safe.
 */
public final class CameraTrials {
    /** Share of the measured time that passes before it, until plans are made and still places are known. */
    private static final double WARM_UP = 0.5;

    private final Video video;
    private final Detector detector;
    private final @Nullable ScoringEngine engine;
    private final double frameRate;
    private final int threads;
    private final double seconds;

    /**
     * @param frameRate frames a second of each camera, whatever the video's own
     * @param threads of the pool
     * @param seconds that each trial is measured
     */
    public CameraTrials(
            Video video,
            Detector detector,
            @Nullable ScoringEngine engine,
            double frameRate,
            int threads,
            double seconds) {
        this.video = video;
        this.detector = detector;
        this.engine = engine;
        this.frameRate = frameRate;
        this.threads = threads;
        this.seconds = seconds;
    }

    /**
     * What came of some cameras.
     *
     * @param framesPerSecond scores of all cameras together
     * @param dropped frames of all cameras together
     * @param medianDelay of the scores, from when the last frame that one needs was due; decoding is part of it
     * @param slowDelay 95 % of the delays are at most as long
     * @param processorShare of all cores, 0..1; 0 where the system does not tell
     * @param residentBytes memory of the process; 0 where the system does not tell
     * @param sustained whether nothing was dropped and the slow delay is at most the {@link StreamDetector#LOOK_AHEAD} of frames that
     *     every score waits for anyway
     */
    public record Trial(
            int cameras,
            double framesPerSecond,
            long dropped,
            Duration medianDelay,
            Duration slowDelay,
            double processorShare,
            long residentBytes,
            boolean sustained) {}

    /** The largest number that is sustained, found by doubling, then by halving the distance; 0 when not even 1 is. */
    public static int largest(IntPredicate sustained) {
        int good = 0;
        int bad = 1;
        while (sustained.test(bad)) {
            good = bad;
            bad *= 2;
        }
        while (bad - good > 1) {
            int between = (good + bad) / 2;
            if (sustained.test(between)) {
                good = between;
            } else {
                bad = between;
            }
        }
        return good;
    }

    /**
     * Lets some cameras play for a while.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    public Trial of(int cameras) {
        long interval = (long) (TimeUnit.SECONDS.toNanos(1) / frameRate);
        BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
        List<PlayedCamera> played = IntStream.range(0, cameras)
                .mapToObj(number -> new PlayedCamera(video, number, interval, faults::add))
                .toList();
        ExecutorService players = Executors.newCachedThreadPool(CameraTrials::player);
        List<CompletableFuture<Void>> playing = new ArrayList<>();
        try (CameraPool pool = new CameraPool(threads, CameraPool.USUALLY_WAITING, System::nanoTime)) {
            played.parallelStream().forEach(PlayedCamera::open);
            List<Camera> added = new ArrayList<>();
            for (PlayedCamera one : played) {
                Camera camera = pool.add(detector, engine, one);
                added.add(camera);
                playing.add(CompletableFuture.runAsync(() -> one.play(camera), players));
            }
            pause(seconds * WARM_UP, faults);
            return measured(added, played, faults);
        } finally {
            players.shutdownNow();
            playing.forEach(CompletableFuture::join);
            played.forEach(PlayedCamera::close);
        }
    }

    private static Thread player(Runnable work) {
        Thread thread = new Thread(work, "vedette-player");
        thread.setDaemon(true);
        return thread;
    }

    private Trial measured(List<Camera> cameras, List<PlayedCamera> played, BlockingQueue<Throwable> faults) {
        long droppedBefore = dropped(cameras);
        Duration workBefore = Machine.processorTime();
        long from = System.nanoTime();
        pause(seconds, faults);
        long to = System.nanoTime();
        Duration work = Machine.processorTime().minus(workBefore);
        long dropped = dropped(cameras) - droppedBefore;
        List<Long> delays = played.stream()
                .flatMap(one -> one.delays(from, to).stream())
                .sorted()
                .toList();
        Duration slow = quantile(delays, 0.95);
        double most = StreamDetector.LOOK_AHEAD / frameRate;
        return new Trial(
                cameras.size(),
                delays.size() / ((to - from) / 1e9),
                dropped,
                quantile(delays, 0.5),
                slow,
                (double) work.toNanos() / (to - from) / Runtime.getRuntime().availableProcessors(),
                Machine.resident().orElse(0L),
                !delays.isEmpty() && dropped == 0 && slow.toNanos() / 1e9 <= most);
    }

    private static long dropped(List<Camera> cameras) {
        return cameras.stream().mapToLong(camera -> camera.counters().dropped()).sum();
    }

    private static Duration quantile(List<Long> sorted, double share) {
        return sorted.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }

    private static void pause(double seconds, BlockingQueue<Throwable> faults) {
        try {
            Throwable fault = faults.poll((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
            if (fault instanceof Error error) {
                throw error;
            }
            if (fault != null) {
                throw (RuntimeException) fault;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}
