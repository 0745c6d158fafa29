package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;

/** A library with a network's weights, for frames of any size. For one thread at a time. */
interface Backends extends AutoCloseable {
    /** @param network whose frame size is wanted */
    Backend of(NetworkConfig network);

    /** Frees what the backends share; they are closed before. */
    @Override
    void close();
}
