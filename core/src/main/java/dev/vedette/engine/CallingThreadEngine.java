package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import java.util.List;

/** A pooled engine without its pool: samples one after the other on the thread that calls. */
record CallingThreadEngine(PooledEngine engine) implements ScoringEngine {
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
        return engine.forFrame(width, height).onCallingThread();
    }

    @Override
    public ScoringEngine onCallingThread() {
        return this;
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        return engine.onThisThread(samples, NetworkWorker::errors);
    }

    @Override
    public Prediction predict(Sample sample) {
        return engine.onThisThread(List.of(sample), engine::prediction).get(0);
    }

    @Override
    public void close() {
        // Its memory is the engine's.
    }
}
