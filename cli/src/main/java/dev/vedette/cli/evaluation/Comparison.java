package dev.vedette.cli.evaluation;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.evaluation.Evaluation;
import dev.vedette.evaluation.EvaluationOptions;
import dev.vedette.evaluation.PixelMask;
import dev.vedette.evaluation.RegionTruth;
import dev.vedette.evaluation.ScoredRegion;
import dev.vedette.evaluation.Track;
import dev.vedette.evaluation.VideoResult;
import dev.vedette.fault.VedetteException;
import dev.vedette.video.dataset.MaskSource;
import dev.vedette.video.dataset.Masks;
import dev.vedette.video.dataset.TestVideo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A detector and baselines that need no network, side by side over the videos of a data set; both with smoothed and with causal scores. Places
 * are judged by the maps of single frames, alarms by the causal score. Not thread-safe.
 */
public final class Comparison {
    private final Evaluation smoothed;
    private final Evaluation causal;
    private final Map<String, Baseline> alone = new LinkedHashMap<>();

    private record Baseline(Evaluation smoothed, Evaluation causal) {
        Baseline() {
            this(new Evaluation(EvaluationOptions.defaults()), new Evaluation(EvaluationOptions.defaults()));
        }
    }

    /** @param threshold of the detector's causal scores */
    public Comparison(double threshold) {
        EvaluationOptions usual = EvaluationOptions.defaults();
        smoothed = new Evaluation(threshold < Double.MAX_VALUE ? usual.withThreshold(threshold) : usual);
        causal = new Evaluation(EvaluationOptions.defaults());
    }

    /**
     * Adds a video.
     *
     * @param baselines what each baseline made of it, by name
     * @throws VedetteException bad input, when labels or masks do not match the frames
     */
    public void add(TestVideo test, ScoredVideo scored, Map<String, ScoredVideo> baselines) {
        boolean[] labels = test.labels(scored.frames());
        Optional<Places> places = Places.of(test, scored);
        smoothed.add(withPlaces(test, places, labels, scored).withAlarmScores(scored.causal()));
        causal.add(result(test, labels, scored, scored.causal()));
        baselines.forEach((name, by) -> {
            Baseline baseline = baseline(name);
            baseline.smoothed.add(withPlaces(test, places, labels, by));
            baseline.causal.add(result(test, labels, by, by.causal()));
        });
        addPixels(test, scored, baselines);
    }

    private Baseline baseline(String name) {
        return alone.computeIfAbsent(name, key -> new Baseline());
    }

    /**
     * Where a video's anomalies are.
     *
     * @param width of the picture that this is told in, in pixels
     * @param height the same
     */
    private record Places(RegionTruth truth, List<Track> tracks, int width, int height) {
        static Optional<Places> of(TestVideo test, ScoredVideo scored) {
            Optional<PixelMask> mask = test.regionTruth() == RegionTruth.CONNECTED_REGIONS
                    ? test.masks().flatMap(Places::first)
                    : Optional.empty();
            // Masks may be of a smaller copy of the video, and what is found in them lies in its pixels.
            int width = mask.map(PixelMask::width).orElse(scored.width());
            int height = mask.map(PixelMask::height).orElse(scored.height());
            return test.tracks().map(tracks -> new Places(test.regionTruth(), tracks, width, height));
        }

        private static Optional<PixelMask> first(Masks masks) {
            try (MaskSource source = masks.open()) {
                return source.next();
            }
        }

        List<ScoredRegion> regions(ScoredVideo scored) {
            List<ScoredRegion> regions = new ArrayList<>();
            for (int i = 0; i < scored.frames(); i++) {
                regions.addAll(ScoredRegion.of(i, scored.maps().get(i), width, height));
            }
            return regions;
        }
    }

    private static VideoResult withPlaces(
            TestVideo test, Optional<Places> places, boolean[] labels, ScoredVideo scored) {
        VideoResult result = result(test, labels, scored, scored.smoothed());
        return places.map(known -> result.withRegions(known.truth, known.tracks, known.regions(scored)))
                .orElse(result);
    }

    private static VideoResult result(TestVideo test, boolean[] labels, ScoredVideo scored, double[] scores) {
        return new VideoResult(test.name(), scored.video().frameRate(), labels, scores);
    }

    private void addPixels(TestVideo test, ScoredVideo scored, Map<String, ScoredVideo> baselines) {
        if (test.masks().isEmpty()) {
            return;
        }
        try (MaskSource masks = test.masks().get().open()) {
            int frame = 0;
            for (Optional<PixelMask> mask = masks.next(); mask.isPresent(); mask = masks.next()) {
                if (frame == scored.frames()) {
                    throw VedetteException.badInput("video " + test.name() + " has more masks than its "
                            + scored.frames() + " frames; expected one for each frame");
                }
                smoothed.addPixels(scored.maps().get(frame), mask.get());
                for (Map.Entry<String, ScoredVideo> by : baselines.entrySet()) {
                    Baseline baseline = baseline(by.getKey());
                    baseline.smoothed.addPixels(by.getValue().maps().get(frame), mask.get());
                }
                frame++;
            }
        }
    }

    /** All figures of the videos added so far, at least one. */
    public ComparisonReport report() {
        Map<String, ComparisonReport.Baseline> reports = new LinkedHashMap<>();
        alone.forEach((name, baseline) ->
                reports.put(name, new ComparisonReport.Baseline(baseline.smoothed.report(), baseline.causal.report())));
        return new ComparisonReport(smoothed.report(), causal.report(), reports);
    }
}
