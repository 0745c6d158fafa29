package dev.vedette.engine;

import dev.vedette.fault.VedetteException;
import java.util.Optional;

/**
 * How to run a network.
 *
 * @param threads worker threads of a CPU; results do not depend on it
 * @param integers ranges to compute with 8-bit integers, where oneDNN computes; float32 without
 * @param measured errors that are wanted; predictions can be asked for only where these are all
 */
public record EngineOptions(int threads, Kind kind, Optional<ActivationRanges> integers, Measured measured) {
    /** Which errors are wanted. */
    public enum Measured {
        ALL,
        /** Those of both anomaly maps, which cost less; the others may be NaN. */
        ANOMALY_MAPS
    }

    /** Which library computes. */
    public enum Kind {
        /** oneDNN where its native library loads, otherwise ONNX Runtime; the log says which and why. */
        AUTO,
        /** oneDNN primitives, planned once for the size of the frames. */
        ONEDNN,
        /** ONNX Runtime on its CPU provider. */
        ONNX_RUNTIME,
        /**
         * The same with linear layers in int8, quantised as ONNX Runtime's own tool does by default: to be compared with. No threshold is
         * fitted to its scores.
         */
        ONNX_RUNTIME_INT8,
        /** ONNX Runtime on an NVIDIA GPU, in batches; scores differ in their last digits from those of a CPU. Never chosen automatically. */
        CUDA
    }

    /** Exact. */
    public EngineOptions(int threads, Kind kind) {
        this(threads, kind, Optional.empty(), Measured.ALL);
    }

    public EngineOptions {
        if (threads < 1) {
            throw VedetteException.badConfiguration("threads is " + threads + ", expected at least 1");
        }
    }

    /** One worker for each processor, library chosen automatically. */
    public static EngineOptions defaults() {
        return new EngineOptions(Runtime.getRuntime().availableProcessors(), Kind.AUTO);
    }

    public EngineOptions withThreads(int number) {
        return new EngineOptions(number, kind, integers, measured);
    }

    public EngineOptions withKind(Kind other) {
        return new EngineOptions(threads, other, integers, measured);
    }

    public EngineOptions withIntegers(Optional<ActivationRanges> ranges) {
        return new EngineOptions(threads, kind, ranges, measured);
    }

    public EngineOptions withMeasured(Measured wanted) {
        return new EngineOptions(threads, kind, integers, wanted);
    }
}
