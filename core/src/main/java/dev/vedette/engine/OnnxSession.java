package dev.vedette.engine;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.vedette.fault.VedetteException;
import java.util.Locale;

/** A recorded network in ONNX Runtime; each call uses the calling thread alone, and the GPU if it is on one. Thread-safe. */
final class OnnxSession implements AutoCloseable {
    /** Silent: what goes wrong comes as an exception, and would be told twice. */
    private static final OrtEnvironment ENVIRONMENT =
            OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);

    private final OnnxProvider provider;
    private final OrtSession session;

    /** @throws VedetteException what {@link OnnxProvider#fault} makes of it, where the provider cannot run the model */
    OnnxSession(byte[] model, OnnxProvider provider) {
        this.provider = provider;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            provider.addTo(options);
            session = ENVIRONMENT.createSession(model, options);
        } catch (OrtException e) {
            throw provider.fault(e);
        }
    }

    String description(OnnxProduct product) {
        return "ONNX Runtime " + ENVIRONMENT.getVersion() + " " + product.name().toLowerCase(Locale.ROOT) + " "
                + provider;
    }

    OrtEnvironment environment() {
        return ENVIRONMENT;
    }

    OrtSession session() {
        return session;
    }

    VedetteException fault(OrtException e) {
        return provider.fault(e);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw provider.fault(e);
        }
    }
}
