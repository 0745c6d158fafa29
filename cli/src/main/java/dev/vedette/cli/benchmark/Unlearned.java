package dev.vedette.cli.benchmark;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.engine.ActivationRanges;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.ScoringRule;
import java.util.List;
import java.util.Map;

/** Detectors that have learned nothing but how large their network's values get: as fast as others, and their scores mean nothing. */
public final class Unlearned {
    private static final int FRAMES = 7;

    private Unlearned() {}

    /** Never alarms. */
    public static Detector detector(NetworkConfig network, ScoringRule rule) {
        Weights weights = Weights.initial(network, 1);
        return new Detector(
                network,
                weights,
                rule,
                new Calibration(5, 5, Double.MAX_VALUE, 0, 0, 0),
                quantisation(network, weights, rule),
                new Provenance("benchmark", "benchmark", 1, List.of(), Map.of()));
    }

    private static Quantisation quantisation(NetworkConfig network, Weights weights, ScoringRule rule) {
        if (!rule.needsNetwork() || ScoringEngines.obstacleToIntegers().isPresent()) {
            return Quantisation.NONE;
        }
        ClipScorer scorer = new ClipScorer(network, rule, null);
        List<Sample> samples = DrawnClips.of(network, FRAMES).stream()
                .flatMap(clip -> scorer.samples(clip).stream())
                .toList();
        ActivationRanges ranges =
                ScoringEngines.observe(network, weights, Runtime.getRuntime().availableProcessors(), samples);
        return new Quantisation(1, ranges.byName());
    }
}
