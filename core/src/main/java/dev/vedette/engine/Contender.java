package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.List;

/**
 * Another library that runs the network: to be compared with ours, and for nothing else. {@link java.util.ServiceLoader} finds those
 * that are on the class path.
 */
public interface Contender {
    /**
     * Opens an engine for each kind of numbers that the library computes in; the caller closes them. Unlike those of
     * {@link ScoringEngines} they may give other last digits for other batches and numbers of threads.
     *
     * @param weights each engine keeps a copy of its own
     * @param threads worker threads
     * @throws VedetteException device, if the library cannot be used on this machine
     */
    List<ScoringEngine> open(NetworkConfig network, Weights weights, int threads);
}
