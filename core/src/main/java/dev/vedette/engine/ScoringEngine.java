package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import java.util.List;

/**
 * A network with weights, ready to run. Thread-safe. Owns native memory and worker threads until closed.
 *
 * <p>Results depend neither on the size of a batch nor on the number of threads: they are equal to the last bit on one machine.
 */
public interface ScoringEngine extends AutoCloseable {
    /** What runs and how, for logs: {@code oneDNN 3.11 float32 avx512_core}. */
    String description();

    NetworkConfig network();

    /**
     * The same network for another size of frames, a multiple of the patch. It shares this engine's threads and lives as long as this
     * one; closing it does nothing. The first call for a size takes a second.
     */
    ScoringEngine forFrame(int width, int height);

    /**
     * The same network, computed on the thread that calls and no other: for callers that keep all cores busy by themselves. It shares
     * this engine's weights and lives as long as this one; closing it does nothing.
     */
    ScoringEngine onCallingThread();

    /** Errors of every token, one result for each sample, in order. */
    List<TokenErrors> score(List<Sample> samples);

    /** The predictions themselves: for tests, exchange and pictures. */
    Prediction predict(Sample sample);

    @Override
    void close();
}
