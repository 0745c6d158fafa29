package dev.vedette.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.function.Function;

/** A session of ONNX Runtime whose calls each use the calling thread alone. */
final class OnnxRuntimeBackend implements Backend {
    private final NetworkConfig network;
    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxRuntimeBackend(NetworkConfig network, byte[] model) {
        this.network = network;
        environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(model, options);
        } catch (OrtException e) {
            throw VedetteException.internal("ONNX Runtime refuses the recorded network: " + e.getMessage(), e);
        }
    }

    static ScoringEngine open(NetworkConfig network, Weights weights, int threads) {
        return new PooledEngine(network, threads, () -> recorded(size -> OnnxOps.record(size, weights)));
    }

    /** @param model for the network's size of frames alone */
    static ScoringEngine open(NetworkConfig network, byte[] model, int threads) {
        return new PooledEngine(network, threads, () -> recorded(size -> model));
    }

    private static Backends recorded(Function<NetworkConfig, byte[]> model) {
        return new Backends() {
            @Override
            public Backend of(NetworkConfig network) {
                return new OnnxRuntimeBackend(network, model.apply(network));
            }

            @Override
            public void close() {
                // Sessions share nothing that needs closing.
            }
        };
    }

    @Override
    public String description() {
        return "ONNX Runtime " + environment.getVersion() + " float32 CPU";
    }

    @Override
    public NetworkWorker newWorker() {
        return new OnnxRuntimeWorker(network, environment, session);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw VedetteException.internal("ONNX Runtime cannot close a session: " + e.getMessage(), e);
        }
    }
}
