package dev.vedette.training;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.detection.ThresholdFit;
import dev.vedette.engine.ActivationRanges;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.evaluation.Correlation;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.MeasuredClip;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.Smoothing;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.synthetic.HeldOutSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Chooses the scoring rule on held-out clips with synthetic anomalies and the widths of smoothing on held-out sequences with such, fits what is normal on held-out normal footage, and the threshold on the same or, where only
 * a part of the footage was kept for learning, on all of it. Nothing else is looked at.
 */
final class Calibrator {
    /** Enough to know what is normal; more would only take time. */
    private static final int MOST_CLIPS = 1500;

    /** Pairs of a normal and an abnormal clip that tell how large the network's values get. */
    private static final int OBSERVED_PAIRS = 24;

    private final TrainingConfig config;
    private final Material material;
    private final Optional<WatchedFootage> watched;
    private final TrainingListener listener;

    /** @param watched to fit the threshold to, instead of what is held out */
    Calibrator(TrainingConfig config, Material material, Optional<WatchedFootage> watched, TrainingListener listener) {
        this.config = config;
        this.material = material;
        this.watched = watched;
        this.listener = listener;
    }

    /**
     * @param summary some lines for a person
     * @param facts for the provenance
     */
    record Result(
            ScoringRule rule,
            Calibration calibration,
            Quantisation quantisation,
            Map<String, String> facts,
            List<String> summary) {}

    /** @param frameRate frames a second of the footage, in the mean where videos differ: over how long is smoothed is counted in frames */
    Result calibrate(Weights weights, double frameRate) {
        HeldOutMeasurement measurement = new Validator(config, material).measure(weights);
        List<ScoringRule> rules = config.method().scoring().stream()
                .map(rule -> rule.withUsual(material.usual()))
                .map(rule -> config.method().calibratedParts() ? centred(rule, measurement.normal()) : rule)
                .toList();
        ScoringRule best = measurement.chosen(rules);
        EngineOptions exact = EngineOptions.defaults()
                .withThreads(config.compute().threadsToUse())
                .withMeasured(best.measured());
        Measured measured = measure(weights, best, frameRate, exact);
        SequenceScores sequences = measured.sequences();
        DoubleFunction<Smoothing> over = seconds -> new Smoothing(best.pooling(), seconds * frameRate);
        Smoothing causal = over.apply(chosen(
                config.method().causalSeconds(),
                seconds -> sequences.auc(clips -> SequenceScores.causal(clips, over.apply(seconds)))));
        Smoothing recorded = over.apply(chosen(
                config.method().smoothingSeconds(),
                seconds -> sequences.auc(clips -> SequenceScores.recorded(clips, over.apply(seconds)))));
        List<double[]> stretches = causal(measured.heldOut(), causal);
        double[] heldOut = joined(stretches);
        double mean = Arrays.stream(heldOut).average().orElseThrow();
        Quantisation quantisation = quantisation(weights, best, causal, exact, heldOut);
        Calibration unknown = new Calibration(
                recorded.frames(), causal.frames(), Double.MAX_VALUE, mean, deviation(heldOut, mean), 0);
        Detector silent = detector(weights, best, unknown, quantisation);
        ThresholdFit.Promise promise =
                fit(silent, stretches).promise(config.method().falseAlarmsPerDay());
        Passed passed = new Passed(
                sequences.auc(clips -> SequenceScores.causal(clips, causal)),
                sequences.found(causal, promise.threshold()),
                sequences.anomalies());
        return new Result(
                best,
                unknown.withThreshold(promise.threshold()).withFalseAlarmsPerHour(promise.falseAlarmsPerDay() / 24),
                quantisation,
                facts(best, measurement, promise, passed, quantisation),
                summary(best, measurement, promise, passed));
    }

    /**
     * What became of the anomalies that passed through held-out sequences.
     *
     * @param auc of causal scores
     * @param found how many of them raised an alarm
     * @param all how many passed
     */
    private record Passed(double auc, long found, long all) {
        @Override
        public String toString() {
            return found + " of " + all;
        }
    }

    /**
     * Scores before any smoothing.
     *
     * @param heldOut of held-out normal footage, segment by segment
     */
    private record Measured(SequenceScores sequences, List<List<ScoredClip>> heldOut) {}

    private Measured measure(Weights weights, ScoringRule rule, double frameRate, EngineOptions options) {
        try (ScoringEngine engine = ScoringEngines.open(config.network(), weights, options)) {
            HeldOutScores scores = scores(rule, engine);
            return new Measured(
                    new SequenceScores(material.sequences(frameRate), scores), scores.ofSegments(MOST_CLIPS));
        }
    }

    /** The value of the highest quality; of equals, the first. */
    private static double chosen(List<Double> values, DoubleUnaryOperator quality) {
        double best = values.get(0);
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            double reached = values.size() == 1 ? 0 : quality.applyAsDouble(value);
            if (reached > highest) {
                best = value;
                highest = reached;
            }
        }
        return best;
    }

    /** @param heldOut scores of held-out footage, segment by segment, for where nothing else was seen */
    private ThresholdFit fit(Detector silent, List<double[]> heldOut) {
        ThresholdFit fit = new ThresholdFit();
        watched.ifPresentOrElse(
                footage -> footage.watch(
                        silent,
                        config.compute().threadsToUse(),
                        fit::add,
                        frames -> listener.watching(frames, footage.frames())),
                () -> addHeldOut(fit, heldOut));
        return fit;
    }

    private void addHeldOut(ThresholdFit fit, List<double[]> heldOut) {
        List<Footage.Segment> segments = material.heldOut().segments();
        for (int i = 0; i < segments.size(); i++) {
            fit.add(heldOut.get(i), segments.get(i).frameRate());
        }
    }

    private Detector detector(Weights weights, ScoringRule rule, Calibration calibration, Quantisation quantisation) {
        Provenance none = new Provenance(Identity.version(), config.preset(), config.seed(), List.of(), Map.of());
        return new Detector(config.network(), weights, rule, calibration, quantisation, none);
    }

    private static double[] joined(List<double[]> stretches) {
        return stretches.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static Map<String, String> facts(
            ScoringRule rule,
            HeldOutMeasurement measurement,
            ThresholdFit.Promise promise,
            Passed passed,
            Quantisation quantisation) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("held-out frame AUC", format(measurement.frameAuc(rule)));
        facts.put("held-out token AUC", format(measurement.tokenAuc(rule)));
        facts.put("hours of normal footage of the threshold", format(promise.hours()));
        facts.put("alarms in them", Integer.toString(promise.alarms()));
        facts.put("held-out sequence AUC", format(passed.auc()));
        facts.put("synthetic anomalies found", passed.toString());
        facts.put("held-out correlation of int8 scores", format(quantisation.correlation()));
        return facts;
    }

    private List<String> summary(
            ScoringRule rule, HeldOutMeasurement measurement, ThresholdFit.Promise promise, Passed passed) {
        boolean tooShort = promise.falseAlarmsPerDay() > config.method().falseAlarmsPerDay();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "held out: frame AUC %.3f, token AUC %.3f, in sequences %.3f; %s synthetic anomalies found",
                        measurement.frameAuc(rule),
                        measurement.tokenAuc(rule),
                        passed.auc(),
                        passed),
                String.format(
                        Locale.ROOT,
                        "threshold %.4g for %s false alarms a day, from %s of normal footage, which gave %d%s",
                        promise.threshold(),
                        String.format(
                                Locale.ROOT,
                                promise.falseAlarmsPerDay() < 100 ? "%.3g" : "%,.0f",
                                promise.falseAlarmsPerDay()),
                        duration(promise.hours()),
                        promise.alarms(),
                        tooShort ? "; so short, it cannot promise fewer" : ""));
    }

    private static String duration(double hours) {
        return hours < 1
                ? String.format(Locale.ROOT, "%.1f minutes", 60 * hours)
                : String.format(Locale.ROOT, "%.1f hours", hours);
    }

    /** The rule with each part's centre and scale: mean and deviation of the frame score that the part alone gives. */
    private static ScoringRule centred(ScoringRule rule, List<MeasuredClip> normal) {
        List<ScorePart> parts = rule.parts().stream()
                .filter(part -> part.weight() > 0)
                .map(part -> centred(part, rule, normal))
                .toList();
        return rule.withParts(parts);
    }

    private static ScorePart centred(ScorePart part, ScoringRule rule, List<MeasuredClip> normal) {
        ScoringRule alone = rule.withParts(List.of(part.alone()));
        double[] scores =
                normal.stream().mapToDouble(clip -> clip.score(alone).score()).toArray();
        double mean = Arrays.stream(scores).average().orElse(0);
        double scale = Math.max(1e-6, deviation(scores, mean));
        return part.centred(mean, scale);
    }

    /** Shows held-out normal clips to the network, then scores by integers what was scored exactly, and compares. */
    private Quantisation quantisation(
            Weights weights, ScoringRule rule, Smoothing causal, EngineOptions exact, double[] exactScores) {
        if (ScoringEngines.obstacleToIntegers().isPresent()) {
            return Quantisation.NONE;
        }
        ActivationRanges ranges = ScoringEngines.observe(config.network(), weights, exact.threads(), observed(rule));
        EngineOptions integers = exact.withIntegers(Optional.of(ranges));
        try (ScoringEngine engine = ScoringEngines.open(config.network(), weights, integers)) {
            List<List<ScoredClip>> byIntegers = scores(rule, engine).ofSegments(MOST_CLIPS);
            return new Quantisation(Correlation.of(exactScores, joined(causal(byIntegers, causal))), ranges.byName());
        }
    }

    /** Clips from all over the held-out footage, normal and with synthetic anomalies, which reach further. */
    private List<Sample> observed(ScoringRule rule) {
        HeldOutSamples samples = material.validation();
        ClipScorer scorer = new ClipScorer(config.network(), rule, null);
        List<Sample> shown = new ArrayList<>();
        int every = Math.max(1, samples.size() / OBSERVED_PAIRS);
        for (int i = 0; i < samples.size(); i += every) {
            HeldOutSamples.Pair pair = samples.pair(i);
            shown.addAll(scorer.samples(pair.normal().shown()));
            shown.addAll(scorer.samples(pair.abnormal().shown()));
        }
        return shown;
    }

    private HeldOutScores scores(ScoringRule rule, ScoringEngine engine) {
        return new HeldOutScores(material.heldOut(), new ClipScorer(config.network(), rule, engine));
    }

    private static List<double[]> causal(List<List<ScoredClip>> stretches, Smoothing smoothing) {
        return stretches.stream()
                .map(clips -> SequenceScores.causal(clips, smoothing))
                .toList();
    }

    private static double deviation(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0));
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
