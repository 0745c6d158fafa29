package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;

/** Opens scoring engines. */
public final class ScoringEngines {
    private ScoringEngines() {}

    /**
     * @param weights may be dropped afterwards; the engine keeps its own copy
     */
    public static ScoringEngine open(NetworkConfig network, Weights weights, EngineOptions options) {
        return OneDnnBackend.open(network, weights, options.threads());
    }
}
