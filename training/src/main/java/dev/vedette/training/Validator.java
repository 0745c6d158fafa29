package dev.vedette.training;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.EngineOptions.Measured;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.MeasuredClip;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.UsualMotion;
import dev.vedette.training.synthetic.HeldOutSamples;
import java.util.ArrayList;
import java.util.List;

/** Tries weights on held-out clips with and without synthetic anomalies, on the engine that will score. */
final class Validator {
    private static final int CLIPS_AT_ONCE = 8;

    private final TrainingConfig config;
    private final Material material;

    Validator(TrainingConfig config, Material material) {
        this.config = config;
        this.material = material;
    }

    ValidationPoint validate(Phase phase, int step, Weights weights, double bestScore) {
        ScoringRule rule = new ScoringRule(
                List.of(learned(phase)),
                ScoringRule.Pooling.PEAK,
                config.method().scoring().get(0).masking(),
                0,
                UsualMotion.UNKNOWN);
        HeldOutMeasurement measurement = measure(weights, rule, rule.measured());
        double frameAuc = measurement.frameAuc(rule);
        double tokenAuc = measurement.tokenAuc(rule);
        return new ValidationPoint(phase, step, frameAuc, tokenAuc, (frameAuc + tokenAuc) / 2 > bestScore);
    }

    /** What a phase is to tell anomalies by: an anomaly map, or errors where something moves if it is shown no anomalies to learn the map from. */
    private ScorePart learned(Phase phase) {
        boolean maps = config.anomalies().share() > 0;
        Quantity quantity =
                switch (phase) {
                    case TEACHER -> maps ? Quantity.TEACHER_ANOMALY : Quantity.RECONSTRUCTION_L2;
                    case STUDENT -> maps ? Quantity.STUDENT_ANOMALY : Quantity.DISCREPANCY_L2;
                };
        return maps ? ScorePart.plain(quantity) : ScorePart.whereItMoves(quantity);
    }

    /** What any of the rules to choose from asks for. */
    HeldOutMeasurement measure(Weights weights) {
        // They share masking and quantities.
        return measure(weights, config.method().scoring().get(0).withUsual(material.usual()), Measured.ALL);
    }

    /**
     * @param rule whose masks and usual motion are taken, and whose parts other than the network's errors are measured
     * @param measured of the network's errors
     */
    HeldOutMeasurement measure(Weights weights, ScoringRule rule, Measured measured) {
        EngineOptions options = EngineOptions.defaults()
                .withThreads(config.compute().threadsToUse())
                .withMeasured(measured);
        HeldOutSamples samples = material.validation();
        List<MeasuredClip> normal = new ArrayList<>();
        List<MeasuredClip> abnormal = new ArrayList<>();
        List<TokenPlaces> places = new ArrayList<>();
        try (ScoringEngine engine = ScoringEngines.open(config.network(), weights, options)) {
            ClipScorer scorer = new ClipScorer(config.network(), rule, engine);
            for (int first = 0; first < samples.size(); first += CLIPS_AT_ONCE) {
                List<HeldOutSamples.Pair> pairs = new ArrayList<>();
                for (int i = first; i < Math.min(samples.size(), first + CLIPS_AT_ONCE); i++) {
                    pairs.add(samples.pair(i));
                }
                normal.addAll(scorer.measure(
                        pairs.stream().map(pair -> pair.normal().shown()).toList()));
                abnormal.addAll(scorer.measure(
                        pairs.stream().map(pair -> pair.abnormal().shown()).toList()));
                pairs.forEach(pair -> places.add(
                        new TokenPlaces(config.network(), pair.abnormal().anomalyMap())));
            }
        }
        return new HeldOutMeasurement(normal, abnormal, places);
    }
}
