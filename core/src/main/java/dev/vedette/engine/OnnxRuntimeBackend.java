package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.function.Function;

/** ONNX Runtime on the processor. */
final class OnnxRuntimeBackend implements Backend {
    private final OnnxSession session;

    private final OnnxProduct product;

    private OnnxRuntimeBackend(byte[] model, OnnxProduct product) {
        this.product = product;
        session = new OnnxSession(model, OnnxProvider.CPU);
    }

    static ScoringEngine open(NetworkConfig network, Weights weights, OnnxProduct product, int threads) {
        return new PooledEngine(
                network,
                threads,
                () -> recorded(size -> OnnxOps.record(size, weights, product, OnnxOps.Pictures.SCALED), product));
    }

    /** @param model in float32, for the network's size of frames alone */
    static ScoringEngine open(NetworkConfig network, byte[] model, int threads) {
        return new PooledEngine(network, threads, () -> recorded(size -> model, OnnxProduct.FLOAT32));
    }

    private static Backends recorded(Function<NetworkConfig, byte[]> model, OnnxProduct product) {
        return new Backends() {
            @Override
            public Backend of(NetworkConfig network) {
                return new OnnxRuntimeBackend(model.apply(network), product);
            }

            @Override
            public void close() {
                // Sessions share nothing that needs closing.
            }
        };
    }

    @Override
    public String description() {
        return session.description(product);
    }

    @Override
    public int most() {
        return 1;
    }

    @Override
    public NetworkWorker newWorker(int samples) {
        return new OnnxRuntimeWorker(session);
    }

    @Override
    public void close() {
        session.close();
    }
}
