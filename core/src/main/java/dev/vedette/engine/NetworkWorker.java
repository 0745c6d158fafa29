package dev.vedette.engine;

import java.nio.FloatBuffer;

/** The network with memory of its own, for one thread at a time. */
interface NetworkWorker extends AutoCloseable {
    /** Computes what the methods below give until the next run. */
    void run(Sample sample);

    /** [1+K, D] */
    FloatBuffer latent();

    /** [L, p·p·4] */
    FloatBuffer teacher();

    /** [L, p·p·4] */
    FloatBuffer student();

    @Override
    void close();
}
