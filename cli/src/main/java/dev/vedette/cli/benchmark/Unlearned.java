package dev.vedette.cli.benchmark;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import java.util.List;
import java.util.Map;

/** Detectors that have learned nothing: as fast as others, and their scores mean nothing. */
public final class Unlearned {
    private Unlearned() {}

    /** Never alarms. */
    public static Detector detector(NetworkConfig network, ScoringRule rule) {
        return new Detector(
                network,
                Weights.initial(network, 1),
                rule,
                new Calibration(5, 5, Double.MAX_VALUE, 0, 0, 0),
                Quantisation.NONE,
                new Provenance("benchmark", "benchmark", 1, List.of(), Map.of()));
    }
}
