package dev.vedette.detection;

import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.TokenErrors;
import dev.vedette.model.NetworkConfig;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Computes on the calling thread while all threads that could call are busy, and on all of the engine's threads while some of them idle.
 * Results are the same.
 */
record LoadAwareEngine(ScoringEngine engine, BooleanSupplier allBusy) implements ScoringEngine {
    private ScoringEngine chosen() {
        return allBusy.getAsBoolean() ? engine.onCallingThread() : engine;
    }

    @Override
    public String description() {
        return engine.description();
    }

    @Override
    public NetworkConfig network() {
        return engine.network();
    }

    @Override
    public ScoringEngine forFrame(int width, int height) {
        return new LoadAwareEngine(engine.forFrame(width, height), allBusy);
    }

    @Override
    public ScoringEngine onCallingThread() {
        return engine.onCallingThread();
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        return chosen().score(samples);
    }

    @Override
    public Prediction predict(Sample sample) {
        return chosen().predict(sample);
    }

    @Override
    public void close() {
        // The engine is not its own.
    }
}
