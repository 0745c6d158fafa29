package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens scoring engines. */
public final class ScoringEngines {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringEngines.class);

    private ScoringEngines() {}

    /**
     * @param weights the engine keeps a copy of its own
     * @throws VedetteException device, if the wanted library cannot be loaded on this machine
     */
    public static ScoringEngine open(NetworkConfig network, Weights weights, EngineOptions options) {
        ScoringEngine engine = chosen(network, weights, options);
        LOG.debug("scoring with {}, {} threads", engine.description(), options.threads());
        return engine;
    }

    private static ScoringEngine chosen(NetworkConfig network, Weights weights, EngineOptions options) {
        EngineOptions.Kind kind = options.kind();
        if (kind == EngineOptions.Kind.AUTO) {
            kind = Automatic.KIND;
        }
        try {
            return kind == EngineOptions.Kind.ONEDNN
                    ? OneDnnBackend.open(network, weights, options.threads())
                    : OnnxRuntimeBackend.open(network, weights, options.threads());
        } catch (LinkageError e) {
            throw VedetteException.device(
                    kind + " cannot be loaded here (" + e.getMessage() + "): choose the other engine", e);
        }
    }

    /** The choice for this machine, made and logged once. */
    private static final class Automatic {
        static final EngineOptions.Kind KIND = choose();

        private static EngineOptions.Kind choose() {
            try {
                OpenMp.threads();
                LOG.info("scoring on oneDNN");
                return EngineOptions.Kind.ONEDNN;
            } catch (LinkageError e) {
                LOG.warn("scoring on ONNX Runtime, because oneDNN cannot be loaded: {}", e.getMessage());
                return EngineOptions.Kind.ONNX_RUNTIME;
            }
        }
    }
}
