package dev.vedette.engine;

/** A library that runs one network: what its workers share. Thread-safe. */
interface Backend extends AutoCloseable {
    /** See {@link ScoringEngine#description()}. */
    String description();

    NetworkWorker newWorker();

    @Override
    void close();
}
