package dev.vedette.engine;

import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens scoring engines. */
public final class ScoringEngines {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringEngines.class);

    private ScoringEngines() {}

    /**
     * Opens an engine for one network; close it to free its memory and threads.
     *
     * @param weights the engine keeps a copy of its own
     * @throws VedetteException device, if the wanted library or device cannot be used on this machine
     */
    public static ScoringEngine open(NetworkConfig network, Weights weights, EngineOptions options) {
        ScoringEngine engine = chosen(network, weights, options);
        LOG.debug("scoring with {}, {} threads", engine.description(), options.threads());
        return engine;
    }

    private static ScoringEngine chosen(NetworkConfig network, Weights weights, EngineOptions options) {
        return switch (options.kind()) {
            case AUTO -> chosen(network, weights, options.withKind(Automatic.KIND));
            case ONEDNN -> {
                requireOneDnn();
                yield OneDnnBackend.open(network, weights, options);
            }
            case ONNX_RUNTIME ->
                onnxRuntime(() -> OnnxRuntimeBackend.open(network, weights, OnnxProduct.FLOAT32, options.threads()));
            case ONNX_RUNTIME_INT8 ->
                onnxRuntime(() -> OnnxRuntimeBackend.open(network, weights, OnnxProduct.INT8, options.threads()));
            case CUDA -> onnxRuntime(() -> new BatchEngine(network, weights, OnnxProvider.CUDA));
        };
    }

    /** Why this machine cannot compute with integers, or not fast; empty where it can. */
    public static Optional<String> obstacleToIntegers() {
        return OneDnnPresence.OBSTACLE != null
                ? Optional.of("oneDNN cannot be loaded (" + OneDnnPresence.OBSTACLE + ")")
                : OneDnnBackend.obstacleToIntegers();
    }

    private static void requireOneDnn() {
        if (OneDnnPresence.OBSTACLE != null) {
            throw missing("oneDNN", OneDnnPresence.OBSTACLE, "ONNX Runtime");
        }
    }

    /**
     * Shows samples to the network and tells how large its values get: for each linear layer {@code LAYER.input}, and for those that make
     * queries and keys {@code LAYER.output} as well.
     *
     * @param samples of normal footage
     * @throws VedetteException device, if oneDNN cannot be loaded on this machine
     */
    public static ActivationRanges observe(NetworkConfig network, Weights weights, int threads, List<Sample> samples) {
        requireOneDnn();
        RangeRecorder recorder = new RangeRecorder();
        try (ScoringEngine engine = OneDnnBackend.observed(network, weights, threads, recorder)) {
            engine.score(samples);
        }
        return recorder.ranges();
    }

    private static ScoringEngine onnxRuntime(Supplier<ScoringEngine> opening) {
        try {
            return opening.get();
        } catch (LinkageError e) {
            throw missing("ONNX Runtime", reason(e), "oneDNN");
        }
    }

    private static VedetteException missing(String library, String reason, String other) {
        return VedetteException.device(
                library + " cannot be loaded here (" + reason
                        + "): put its native library for this platform on the class" + " path, or choose " + other,
                null);
    }

    private static String reason(LinkageError e) {
        return String.valueOf(e.getMessage() == null ? e.getCause() : e.getMessage());
    }

    private static final class OneDnnPresence {
        /** Why oneDNN or its OpenMP cannot be loaded; null where they can. */
        static final @Nullable String OBSTACLE = tryToLoad();

        private static @Nullable String tryToLoad() {
            try {
                OpenMp.threads();
                return null;
            } catch (LinkageError e) {
                return reason(e);
            }
        }
    }

    /** The choice for this machine, made and logged once. */
    private static final class Automatic {
        static final EngineOptions.Kind KIND = choose();

        private static EngineOptions.Kind choose() {
            if (OneDnnPresence.OBSTACLE == null) {
                LOG.info("scoring on oneDNN");
                return EngineOptions.Kind.ONEDNN;
            }
            LOG.warn("scoring on ONNX Runtime, because oneDNN cannot be loaded: {}", OneDnnPresence.OBSTACLE);
            return EngineOptions.Kind.ONNX_RUNTIME;
        }
    }
}
