package dev.vedette.engine;

import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;

/** A plan for oneDNN, ready for workers. */
final class OneDnnBackend implements Backend {
    private final OneDnnPlan plan;

    private OneDnnBackend(OneDnnPlan plan) {
        this.plan = plan;
    }

    /** @throws LinkageError where oneDNN or its OpenMP cannot be loaded */
    static ScoringEngine open(NetworkConfig network, Weights weights, int threads) {
        return new PooledEngine(network, threads, () -> new Shared(weights));
    }

    /** Weights as primitives want them, for all sizes of frames. */
    private static final class Shared implements Backends {
        private final Weights weights;
        private final OneDnn oneDnn = new OneDnn();

        Shared(Weights weights) {
            this.weights = weights;
        }

        @Override
        public Backend of(NetworkConfig network) {
            return new OneDnnBackend(new OneDnnPlan(oneDnn, network, weights));
        }

        @Override
        public void close() {
            oneDnn.close();
        }
    }

    @Override
    public String description() {
        dnnl_version_t version = dnnl.dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor() + " float32 "
                + dnnl.get_effective_cpu_isa().intern().name();
    }

    @Override
    public NetworkWorker newWorker() {
        return new OneDnnWorker(plan);
    }

    @Override
    public void close() {
        // All native memory is the workers' or shared.
    }
}
