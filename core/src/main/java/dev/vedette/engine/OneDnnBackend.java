package dev.vedette.engine;

import dev.vedette.engine.EngineOptions.Measured;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;

/** Plans for oneDNN, ready for workers. */
final class OneDnnBackend implements Backend {
    private static final Set<dnnl.cpu_isa> WITHOUT_DOT_PRODUCTS = EnumSet.of(
            dnnl.cpu_isa.isa_default,
            dnnl.cpu_isa.sse41,
            dnnl.cpu_isa.avx,
            dnnl.cpu_isa.avx2,
            dnnl.cpu_isa.avx512_core);

    /** With more samples or tokens computed together there is little left to be gained. */
    private static final int MOST_SAMPLES = 4;

    private static final int MOST_TOKENS = 2 * OneDnnOps.SHORT;

    private final Shared shared;
    private final NetworkConfig network;
    /** By the number of samples. */
    private final Map<Integer, OneDnnPlan> plans = new ConcurrentHashMap<>();

    private OneDnnBackend(Shared shared, NetworkConfig network) {
        this.shared = shared;
        this.network = network;
        plan(1);
    }

    private OneDnnPlan plan(int samples) {
        return plans.computeIfAbsent(samples, key -> shared.plan(network, key));
    }

    /** @throws LinkageError where oneDNN or its OpenMP cannot be loaded */
    static ScoringEngine open(NetworkConfig network, Weights weights, EngineOptions options) {
        Arithmetic arithmetic = options.integers()
                .map(ranges -> Arithmetic.integer(new QuantisedLayers(weights, ranges)))
                .orElse(Arithmetic.EXACT);
        return new PooledEngine(network, options.threads(), () -> new Shared(weights, arithmetic, options.measured()));
    }

    /** @param recorder sees the values of all that the engine scores */
    static ScoringEngine observed(NetworkConfig network, Weights weights, int threads, RangeRecorder recorder) {
        Arithmetic arithmetic = Arithmetic.observedBy(recorder);
        return new PooledEngine(network, threads, () -> new Shared(weights, arithmetic, Measured.ALL));
    }

    /** Without instructions that sum 8-bit products in 32 bits, sums overflow or are slow. */
    static Optional<String> obstacleToIntegers() {
        dnnl.cpu_isa isa = dnnl.get_effective_cpu_isa().intern();
        return WITHOUT_DOT_PRODUCTS.contains(isa)
                ? Optional.of("the processor has no VNNI instructions (oneDNN uses " + isa.name() + ")")
                : Optional.empty();
    }

    /** Weights as primitives want them, for all sizes of frames. */
    private static final class Shared implements Backends {
        private final Weights weights;
        private final Arithmetic arithmetic;
        private final Measured measured;
        private final OneDnn oneDnn = new OneDnn();

        Shared(Weights weights, Arithmetic arithmetic, Measured measured) {
            this.weights = weights;
            this.arithmetic = arithmetic;
            this.measured = measured;
        }

        @Override
        public Backend of(NetworkConfig network) {
            return new OneDnnBackend(this, network);
        }

        /** Primitives and weights are made by one thread at a time. */
        synchronized OneDnnPlan plan(NetworkConfig network, int samples) {
            return OpenMp.oneThreadDuring(
                    () -> new OneDnnPlan(oneDnn, network, weights, arithmetic, measured, samples));
        }

        @Override
        public void close() {
            oneDnn.close();
        }
    }

    @Override
    public String description() {
        dnnl_version_t version = dnnl.dnnl_version();
        return "oneDNN " + version.major() + "." + version.minor()
                + (shared.arithmetic.quantised().isPresent() ? " int8 " : " float32 ")
                + dnnl.get_effective_cpu_isa().intern().name()
                + (shared.measured == Measured.ANOMALY_MAPS ? ", anomaly maps alone" : "");
    }

    @Override
    public int most() {
        return OneDnnOps.isShort(network) ? Math.min(MOST_SAMPLES, MOST_TOKENS / network.tokens()) : 1;
    }

    @Override
    public NetworkWorker newWorker(int samples) {
        return new OneDnnWorker(plan(samples));
    }

    @Override
    public void close() {
        // All native memory is the workers' or shared.
    }
}
