package dev.vedette.engine;

import dev.vedette.engine.EngineOptions.Measured;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.global.dnnl;

/** A plan for oneDNN, ready for workers. */
final class OneDnnBackend implements Backend {
    private static final Set<dnnl.cpu_isa> WITHOUT_DOT_PRODUCTS = EnumSet.of(
            dnnl.cpu_isa.isa_default,
            dnnl.cpu_isa.sse41,
            dnnl.cpu_isa.avx,
            dnnl.cpu_isa.avx2,
            dnnl.cpu_isa.avx512_core);

    private final OneDnnPlan plan;

    private final Arithmetic arithmetic;

    private OneDnnBackend(OneDnnPlan plan, Arithmetic arithmetic) {
        this.plan = plan;
        this.arithmetic = arithmetic;
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
            return new OneDnnBackend(new OneDnnPlan(oneDnn, network, weights, arithmetic, measured), arithmetic);
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
                + (arithmetic.quantised().isPresent() ? " int8 " : " float32 ")
                + dnnl.get_effective_cpu_isa().intern().name()
                + (plan.measured() == Measured.ANOMALY_MAPS ? ", anomaly maps alone" : "");
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
