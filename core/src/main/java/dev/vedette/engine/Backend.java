package dev.vedette.engine;

/** A library that runs one network: what its workers share. Thread-safe. */
interface Backend extends AutoCloseable {
    /** See {@link ScoringEngine#description()}. */
    String description();

    /** Most samples that a worker can have at a time. */
    int most();

    /** @param samples that it is to have at a time, at most {@link #most()} */
    NetworkWorker newWorker(int samples);

    @Override
    void close();
}
