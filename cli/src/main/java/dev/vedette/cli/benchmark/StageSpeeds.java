package dev.vedette.cli.benchmark;

import dev.vedette.cli.recording.ReadAhead;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.detection.StreamDetector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.frame.Clip;
import dev.vedette.frame.ClipAssembler;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Frames a second of each stage of detecting. Weights are not learned: speed does not depend on them. Not thread-safe.
 */
public final class StageSpeeds {
    private static final int BATCH = 8;

    private final NetworkConfig network;
    private final Weights weights;
    private final double seconds;

    /** @param seconds that each measurement takes at least */
    public StageSpeeds(NetworkConfig network, double seconds) {
        this.network = network;
        this.weights = Weights.initial(network, 1);
        this.seconds = seconds;
    }

    /** Frames out of the video and nothing else. */
    public double decoding(Video video) {
        return Rate.of(seconds, () -> {
            int frames = 0;
            try (FrameSource source = video.open()) {
                while (source.next().isPresent()) {
                    frames++;
                }
            }
            return frames;
        });
    }

    /** Frames to the network's input: resize, motion gradient, clips, numbers. */
    public double preprocessing(List<Frame> frames) {
        return Rate.of(seconds, () -> {
            ClipAssembler assembler = new ClipAssembler(network.frameWidth(), network.frameHeight());
            int clips = 0;
            for (Frame frame : frames) {
                for (Clip clip : assembler.push(frame)) {
                    clips += clip.planes().get(2).values().length > 0 ? 1 : 0;
                }
            }
            return clips + assembler.finish().size();
        });
    }

    /** Teacher, student and the errors of all tokens, one mask a frame. */
    public double network(List<Frame> frames, int threads) {
        try (ScoringEngine engine = engine(threads)) {
            List<Sample> samples = samples(frames);
            return Rate.of(seconds, () -> engine.score(samples).size());
        }
    }

    /** What computes exactly, for the report. */
    public String engineDescription() {
        try (ScoringEngine engine = engine(1)) {
            return engine.description();
        }
    }

    /** From file to scores and events, as a detector with this rule is computed on this machine. */
    public double pipeline(Video video, ScoringRule rule, int threads) {
        Detector detector = Unlearned.detector(network, rule);
        try (ScoringEngine engine = engine(detector, threads)) {
            return Rate.of(seconds, wholeWay(video, detector, engine));
        }
    }

    /** What computes such a detector, for the report. */
    public String engineDescription(ScoringRule rule) {
        try (ScoringEngine engine = engine(Unlearned.detector(network, rule), 1)) {
            return engine.description();
        }
    }

    /** Memory while that goes on, the video over and over. */
    public List<Soak.Point> soak(Video video, ScoringRule rule, int threads, long frames) {
        Detector detector = Unlearned.detector(network, rule);
        try (ScoringEngine engine = engine(detector, threads)) {
            return Soak.of(frames, wholeWay(video, detector, engine));
        }
    }

    private static ScoringEngine engine(Detector detector, int threads) {
        return DetectorEngines.open(detector, EngineOptions.defaults().withThreads(threads), Precision.AUTO);
    }

    private static Rate.Work wholeWay(Video video, Detector detector, ScoringEngine engine) {
        return () -> {
            StreamDetector stream = new StreamDetector(detector, engine, VideoScorer.BATCH);
            int frames = 0;
            try (FrameSource source = new ReadAhead(video)) {
                for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                    frames += stream.push(next.get()).frames().size();
                }
            }
            return frames + stream.finish().frames().size();
        };
    }

    private ScoringEngine engine(int threads) {
        return ScoringEngines.open(network, weights, EngineOptions.defaults().withThreads(threads));
    }

    private List<Sample> samples(List<Frame> frames) {
        ClipAssembler assembler = new ClipAssembler(network.frameWidth(), network.frameHeight());
        List<Sample> samples = new ArrayList<>();
        for (Frame frame : frames) {
            for (Clip clip : assembler.push(frame)) {
                if (samples.size() < BATCH) {
                    samples.add(
                            new Sample(clip.planes(), TokenMask.random(network, new SplittableRandom(clip.index()))));
                }
            }
        }
        return samples;
    }
}
