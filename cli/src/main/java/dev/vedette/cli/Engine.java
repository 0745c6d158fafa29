package dev.vedette.cli;

import dev.vedette.detection.Detector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import org.jspecify.annotations.Nullable;

/** The scoring engine of a detector, where its scores need one. */
final class Engine implements AutoCloseable {
    private final @Nullable ScoringEngine engine;

    private Engine(@Nullable ScoringEngine engine) {
        this.engine = engine;
    }

    static Engine of(Detector detector, EngineOptions options) {
        if (!detector.scoring().needsNetwork()) {
            return new Engine(null);
        }
        return new Engine(ScoringEngines.open(detector.network(), detector.weights(), options));
    }

    @Nullable
    ScoringEngine orNull() {
        return engine;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
