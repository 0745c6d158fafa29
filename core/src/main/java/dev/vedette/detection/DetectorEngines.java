package dev.vedette.detection;

import dev.vedette.engine.ActivationRanges;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.fault.VedetteException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the engine that suits a detector. */
public final class DetectorEngines {
    private static final Logger LOG = LoggerFactory.getLogger(DetectorEngines.class);

    private DetectorEngines() {}

    /**
     * Opens an engine that computes what the detector's score is made of and no more; close it to free its memory and threads.
     *
     * @throws VedetteException bad configuration, when integers are asked for and the detector knows nothing of them; device, when this
     *     machine cannot compute with them
     */
    public static ScoringEngine open(Detector detector, EngineOptions options, Precision precision) {
        EngineOptions fitting = options.withIntegers(integers(detector.quantisation(), options.kind(), precision))
                .withMeasured(detector.scoring().measured());
        ScoringEngine engine = ScoringEngines.open(detector.network(), detector.weights(), fitting);
        LOG.info("scoring with {}", engine.description());
        return engine;
    }

    private static Optional<ActivationRanges> integers(
            Quantisation quantisation, EngineOptions.Kind kind, Precision precision) {
        Optional<String> obstacle = kind == EngineOptions.Kind.AUTO || kind == EngineOptions.Kind.ONEDNN
                ? ScoringEngines.obstacleToIntegers()
                : Optional.of("oneDNN alone computes with it, not " + kind);
        ActivationRanges ranges = new ActivationRanges(quantisation.ranges());
        return switch (precision) {
            case FLOAT32 -> Optional.empty();
            case AUTO -> Optional.of(ranges).filter(known -> quantisation.faithful() && obstacle.isEmpty());
            case INT8 -> {
                obstacle.ifPresent(reason -> {
                    throw VedetteException.device("int8 cannot be computed here: " + reason + "; use float32", null);
                });
                if (!quantisation.known()) {
                    throw VedetteException.badConfiguration(
                            "this detector cannot be computed with int8: it was imported, or learned by an older"
                                    + " Vedette or on a machine without int8; learn it again here, or use float32");
                }
                yield Optional.of(ranges);
            }
        };
    }
}
