package dev.vedette.detection;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.Smoothing;

/** Everything that one camera needs. Immutable; stored in one {@code .vedette} file. */
public record Detector(
        NetworkConfig network,
        Weights weights,
        ScoringRule scoring,
        Calibration calibration,
        Quantisation quantisation,
        Provenance provenance) {
    /** Of a recorded video's scores. */
    public Smoothing recordedSmoothing() {
        return new Smoothing(scoring.pooling(), calibration.smoothingFrames());
    }

    /** Of a live stream's scores, looking backwards only; alarms come from these. */
    public Smoothing causalSmoothing() {
        return new Smoothing(scoring.pooling(), calibration.causalFrames());
    }

    /** The same detector with another way from errors to scores. */
    public Detector withScoring(ScoringRule other) {
        return new Detector(network, weights, other, calibration, quantisation, provenance);
    }

    /** The same detector with another threshold of its causal scores. */
    public Detector withThreshold(double threshold) {
        return new Detector(network, weights, scoring, calibration.withThreshold(threshold), quantisation, provenance);
    }
}
