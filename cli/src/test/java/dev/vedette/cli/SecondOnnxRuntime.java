package dev.vedette.cli;

import dev.vedette.engine.Contender;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.List;

/** In the place of a library that only a profile brings. */
public final class SecondOnnxRuntime implements Contender {
    @Override
    public List<ScoringEngine> open(NetworkConfig network, Weights weights, int threads) {
        return List.of(
                ScoringEngines.open(network, weights, new EngineOptions(threads, EngineOptions.Kind.ONNX_RUNTIME)));
    }
}
