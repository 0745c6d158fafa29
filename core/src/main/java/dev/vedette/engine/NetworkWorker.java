package dev.vedette.engine;

import java.nio.FloatBuffer;
import java.util.List;

/** The network with memory of its own, for one sample at a time. */
interface NetworkWorker extends AutoCloseable {
    /**
     * Divides the work on a sample. Each share is to be run once, each on a thread of its own or one after the other; then the methods
     * below give the sample's results until the next is begun.
     *
     * @param most shares to divide it into, at least 1
     */
    List<Runnable> begin(Sample sample, int most);

    TokenErrors errors();

    /** [1+K, D] */
    FloatBuffer latent();

    /** [L, p·p·4] */
    FloatBuffer teacher();

    /** [L, p·p·4] */
    FloatBuffer student();

    @Override
    void close();
}
