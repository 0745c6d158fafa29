package dev.vedette.cli.evaluation;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.evaluation.Evaluation;
import dev.vedette.evaluation.EvaluationOptions;
import dev.vedette.evaluation.PixelMask;
import dev.vedette.evaluation.ScoredRegion;
import dev.vedette.evaluation.Track;
import dev.vedette.evaluation.VideoResult;
import dev.vedette.fault.VedetteException;
import dev.vedette.video.dataset.MaskSource;
import dev.vedette.video.dataset.TestVideo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A detector and motion alone, side by side over the videos of a data set; both with smoothed and with causal scores. Places
 * are judged by the maps of single frames, alarms by the causal score. Not thread-safe.
 */
public final class Comparison {
    private final Evaluation smoothed;
    private final Evaluation causal;
    private final Evaluation motionSmoothed = new Evaluation(EvaluationOptions.defaults());
    private final Evaluation motionCausal = new Evaluation(EvaluationOptions.defaults());

    /** @param threshold of the detector's causal scores */
    public Comparison(double threshold) {
        EvaluationOptions usual = EvaluationOptions.defaults();
        smoothed = new Evaluation(threshold < Double.MAX_VALUE ? usual.withThreshold(threshold) : usual);
        causal = new Evaluation(EvaluationOptions.defaults());
    }

    /**
     * Adds a video.
     *
     * @throws VedetteException bad input, when labels or masks do not match the frames
     */
    public void add(TestVideo test, ScoredVideo scored, ScoredVideo motion) {
        boolean[] labels = test.labels(scored.frames());
        Optional<List<Track>> tracks = test.tracks();
        VideoResult byDetector = result(test, labels, scored, scored.smoothed());
        VideoResult byMotion = result(test, labels, motion, motion.smoothed());
        if (tracks.isPresent()) {
            byDetector = byDetector.withRegions(test.regionTruth(), tracks.get(), regions(scored));
            byMotion = byMotion.withRegions(test.regionTruth(), tracks.get(), regions(motion));
        }
        smoothed.add(byDetector.withAlarmScores(scored.causal()));
        causal.add(result(test, labels, scored, scored.causal()));
        motionSmoothed.add(byMotion);
        motionCausal.add(result(test, labels, motion, motion.causal()));
        if (test.masks().isPresent()) {
            addPixels(test, scored, motion);
        }
    }

    private static VideoResult result(TestVideo test, boolean[] labels, ScoredVideo scored, double[] scores) {
        return new VideoResult(test.name(), scored.video().frameRate(), labels, scores);
    }

    private static List<ScoredRegion> regions(ScoredVideo scored) {
        List<ScoredRegion> regions = new ArrayList<>();
        for (int i = 0; i < scored.frames(); i++) {
            regions.addAll(ScoredRegion.of(i, scored.maps().get(i), scored.width(), scored.height()));
        }
        return regions;
    }

    private void addPixels(TestVideo test, ScoredVideo scored, ScoredVideo motion) {
        try (MaskSource masks = test.masks().orElseThrow().open()) {
            int frame = 0;
            for (Optional<PixelMask> mask = masks.next(); mask.isPresent(); mask = masks.next()) {
                if (frame == scored.frames()) {
                    throw VedetteException.badInput("video " + test.name() + " has more masks than its "
                            + scored.frames() + " frames; expected one for each frame");
                }
                smoothed.addPixels(scored.maps().get(frame), mask.get());
                motionSmoothed.addPixels(motion.maps().get(frame), mask.get());
                frame++;
            }
        }
    }

    /** All figures of the videos added so far, at least one. */
    public ComparisonReport report() {
        return new ComparisonReport(smoothed.report(), causal.report(), motionSmoothed.report(), motionCausal.report());
    }
}
