package dev.vedette.detection;

import dev.vedette.detection.StreamDetector.Findings;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Clip;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.GatedScorer;
import dev.vedette.scoring.RegionOfInterest;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.Smoothing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Clips of one camera in, scores and events out; clips may be missing in between. Not thread-safe; does not own the engine. */
final class ClipDetector {
    private final Function<List<Clip>, List<ScoredClip>> scorer;
    private final ScoringRule rule;
    private final RegionOfInterest region;
    private final Predicate<Duration> onWatch;
    private final Smoothing.Stream smoothing;
    private final EventFinder finder;
    private final double threshold;

    /**
     * @param engine of the detector's network; may be missing where the detector's rule needs none
     * @param region of the detector's grid that counts
     * @param before what was known of the stream before
     * @param onWatch times of frames whose alarms make events
     */
    ClipDetector(
            Detector detector,
            @Nullable ScoringEngine engine,
            RegionOfInterest region,
            StreamState before,
            Predicate<Duration> onWatch) {
        if (!region.fits(detector.network().tokens())) {
            throw new IllegalArgumentException("a region of interest of another grid than the detector's");
        }
        this.scorer = scorer(detector, engine);
        this.rule = detector.scoring();
        this.region = region;
        this.onWatch = onWatch;
        this.smoothing = detector.causalSmoothing().stream(before.smoothing());
        this.threshold = detector.calibration().threshold();
        this.finder = new EventFinder(threshold, before.event());
    }

    private static Function<List<Clip>, List<ScoredClip>> scorer(Detector detector, @Nullable ScoringEngine engine) {
        ScoringRule rule = detector.scoring();
        if (engine != null && passesOverStillPlaces(rule)) {
            return new GatedScorer(detector.network(), rule, engine)::score;
        }
        return new ClipScorer(detector.network(), rule, engine)::score;
    }

    static boolean passesOverStillPlaces(ScoringRule rule) {
        return rule.needsNetwork() && rule.stillTolerance() > 0;
    }

    /** Takes the next clips, in order of time. */
    Findings next(List<Clip> clips) {
        List<FrameScore> frames = new ArrayList<>();
        List<AnomalyEvent> events = new ArrayList<>();
        for (ScoredClip whole : scorer.apply(clips)) {
            ScoredClip clip = region == RegionOfInterest.WHOLE ? whole : whole.within(region, rule);
            double causal = smoothing.next(clip);
            FrameScore frame =
                    new FrameScore(clip.index(), clip.time(), clip.score(), causal, clip.map(), causal > threshold);
            frames.add(frame);
            finder.next(onWatch.test(frame.time()) ? frame : frame.calm()).ifPresent(events::add);
        }
        return new Findings(frames, events);
    }

    /** What is known of the stream by now. */
    StreamState state() {
        return new StreamState(smoothing.memory(), finder.goingOn());
    }

    /** Takes the end of the video: the event that was still going on, if any. */
    Findings finish() {
        return new Findings(List.of(), finder.finish().stream().toList());
    }
}
