package dev.vedette.detection;

import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.TokenErrors;
import dev.vedette.model.NetworkConfig;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An engine that is as slow as a test wants: each call waits until it is let go, at the latest when the engine
 * is closed. Finds no errors anywhere. */
record HeldEngine(NetworkConfig network, Semaphore goes, LinkedBlockingQueue<String> calls, boolean alone)
        implements ScoringEngine {
    static final String SHARED = "shared";
    static final String ALONE = "alone";

    HeldEngine(NetworkConfig network) {
        this(network, new Semaphore(0), new LinkedBlockingQueue<>(), false);
    }

    /** Waits until the next call has come in; gives how it computes. */
    String awaitCall() throws InterruptedException {
        String call = calls.poll(1, TimeUnit.MINUTES);
        if (call == null) {
            throw new AssertionError("no call came");
        }
        return call;
    }

    void letGo(int more) {
        goes.release(more);
    }

    void letAllGo() {
        goes.release(Integer.MAX_VALUE / 2);
    }

    @Override
    public String description() {
        return "held";
    }

    @Override
    public ScoringEngine forFrame(int width, int height) {
        return new HeldEngine(network.withFrame(width, height), goes, calls, alone);
    }

    @Override
    public ScoringEngine onCallingThread() {
        return new HeldEngine(network, goes, calls, true);
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        calls.add(alone ? ALONE : SHARED);
        goes.acquireUninterruptibly();
        return samples.stream()
                .map(sample -> TokenErrors.ofTokens(sample.mask().tokens()))
                .toList();
    }

    @Override
    public Prediction predict(Sample sample) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        letAllGo();
    }
}
