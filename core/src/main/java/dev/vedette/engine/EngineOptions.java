package dev.vedette.engine;

import dev.vedette.fault.VedetteException;

/**
 * How to run a network.
 *
 * @param threads worker threads of a CPU; results do not depend on it
 */
public record EngineOptions(int threads, Kind kind) {
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
        return new EngineOptions(number, kind);
    }

    public EngineOptions withKind(Kind other) {
        return new EngineOptions(threads, other);
    }
}
