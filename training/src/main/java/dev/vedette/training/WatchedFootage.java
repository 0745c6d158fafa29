package dev.vedette.training;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Footage as it will be watched. What is kept for learning are short segments, mostly with motion in them, so that they do not tell how often something
 * happens; the footage itself does.
 */
final class WatchedFootage {
    /** A quarter of an hour at 25 frames a second is watched or passed over. */
    private static final int STRETCH_FRAMES = 22_500;

    private static final long MOST_FRAMES = 500_000;
    private static final int FRAMES_AT_ONCE = 16;

    private final List<Video> videos;
    private final long frames;

    /** @param frames of all videos */
    WatchedFootage(List<Video> videos, long frames) {
        this.videos = videos;
        this.frames = frames;
    }

    /** Takes causal scores of consecutive frames. */
    @FunctionalInterface
    interface Taker {
        void take(double[] causal, double frameRate);
    }

    long frames() {
        return frames;
    }

    /** Watches all of it or, where it is very long, stretches spread evenly over it. */
    void watch(Detector detector, int threads, Taker taker, LongConsumer progress) {
        long oneIn = (frames + MOST_FRAMES - 1) / MOST_FRAMES;
        EngineOptions options = EngineOptions.defaults().withThreads(threads);
        try (ScoringEngine engine = DetectorEngines.open(detector, options, Precision.AUTO)) {
            long done = 0;
            for (Video video : videos) {
                Watch watch = new Watch(detector, engine, video.frameRate(), taker);
                try (FrameSource source = video.open()) {
                    for (Optional<Frame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                        if (done % STRETCH_FRAMES == 0) {
                            watch.finish();
                        }
                        if (done / STRETCH_FRAMES % oneIn == 0) {
                            watch.push(frame.get());
                        }
                        progress.accept(++done);
                    }
                }
                watch.finish();
            }
        }
    }

    /** Stretch by stretch. */
    private static final class Watch {
        private final Detector detector;
        private final ScoringEngine engine;
        private final double frameRate;
        private final Taker taker;
        private final List<Double> scores = new ArrayList<>();
        private StreamDetector stream;

        Watch(Detector detector, ScoringEngine engine, double frameRate, Taker taker) {
            this.detector = detector;
            this.engine = engine;
            this.frameRate = frameRate;
            this.taker = taker;
            this.stream = newStream();
        }

        private StreamDetector newStream() {
            return new StreamDetector(detector, engine, FRAMES_AT_ONCE);
        }

        void push(Frame frame) {
            keep(stream.push(frame));
        }

        private void keep(StreamDetector.Findings findings) {
            findings.frames().forEach(frame -> scores.add(frame.causal()));
        }

        void finish() {
            keep(stream.finish());
            if (!scores.isEmpty()) {
                taker.take(scores.stream().mapToDouble(Double::doubleValue).toArray(), frameRate);
            }
            scores.clear();
            stream = newStream();
        }
    }
}
