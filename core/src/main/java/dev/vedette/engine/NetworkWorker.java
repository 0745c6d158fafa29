package dev.vedette.engine;

import java.nio.FloatBuffer;
import java.util.List;

/** The network with memory of its own, for a number of samples at a time. */
interface NetworkWorker extends AutoCloseable {
    /**
     * Divides the work on samples. Each share is to be run once, each on a thread of its own or one after the other; then the methods
     * below give the results until the next are begun.
     *
     * @param samples as many as the worker is for
     * @param most shares to divide it into, at least 1
     */
    List<Runnable> begin(List<Sample> samples, int most);

    /** Of each sample. */
    List<TokenErrors> errors();

    /** [1+K, D]; this and what follows of a worker for one sample. */
    FloatBuffer latent();

    /** [L, p·p·4] */
    FloatBuffer teacher();

    /** [L, p·p·4] */
    FloatBuffer student();

    @Override
    void close();
}
