package dev.vedette.cli.recording;

import dev.vedette.detection.AnomalyEvent;
import dev.vedette.detection.Detector;
import dev.vedette.detection.FrameScore;
import dev.vedette.detection.StreamDetector;
import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.scoring.Smoothing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs a detector over recorded videos. Does not own the engine. Thread-safe, for videos with a folder each. */
public final class VideoScorer {
    /** Frames that are scored together: enough to keep several cores busy, few enough to stay small. */
    public static final int BATCH = 32;

    private final Detector detector;
    private final @Nullable ScoringEngine engine;

    /** @param engine of the detector's network; may be missing where the detector's rule needs none */
    public VideoScorer(Detector detector, @Nullable ScoringEngine engine) {
        this.detector = detector;
        this.engine = engine;
    }

    /**
     * @param folder for the temporary file of the maps
     * @param progress told the number of frames read by now; may throw to end the run
     * @throws VedetteException bad input, when the video is damaged or has no frames
     */
    public ScoredVideo score(Video video, Path folder, LongConsumer progress) {
        Collected collected =
                new Collected(HeatMaps.in(folder, detector.network().grid()));
        try (FrameSource source = new ReadAhead(video)) {
            StreamDetector stream = new StreamDetector(detector, engine, BATCH);
            int width = 0;
            int height = 0;
            long read = 0;
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                Frame frame = next.get();
                width = frame.image().width();
                height = frame.image().height();
                collected.add(stream.push(frame));
                progress.accept(++read);
            }
            collected.add(stream.finish());
            if (read == 0) {
                throw VedetteException.badInput(video.name() + " has no frames, expected at least one");
            }
            return collected.asScored(video, width, height, detector.recordedSmoothing());
        } catch (RuntimeException e) {
            collected.maps.close();
            throw e;
        }
    }

    private static final class Collected {
        private final HeatMaps maps;
        private final Series seconds = new Series();
        private final Series raw = new Series();
        private final Series causal = new Series();
        private final Series alarm = new Series();
        private final List<AnomalyEvent> events = new ArrayList<>();

        Collected(HeatMaps maps) {
            this.maps = maps;
        }

        void add(Findings findings) {
            for (FrameScore frame : findings.frames()) {
                seconds.add(frame.time().toNanos() / 1e9);
                raw.add(frame.raw());
                causal.add(frame.causal());
                alarm.add(frame.alarm() ? 1 : 0);
                maps.add(frame.map());
            }
            events.addAll(findings.events());
        }

        ScoredVideo asScored(Video video, int width, int height, Smoothing smoothing) {
            double[] rawScores = raw.toArray();
            boolean[] alarms = new boolean[rawScores.length];
            double[] alarmValues = alarm.toArray();
            for (int i = 0; i < alarms.length; i++) {
                alarms[i] = alarmValues[i] != 0;
            }
            return new ScoredVideo(
                    video,
                    width,
                    height,
                    seconds.toArray(),
                    rawScores,
                    smoothing.recording(rawScores, maps::get),
                    causal.toArray(),
                    alarms,
                    List.copyOf(events),
                    maps);
        }
    }
}
