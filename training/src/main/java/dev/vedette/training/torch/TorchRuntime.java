package dev.vedette.training.torch;

import dev.vedette.engine.NativeMemory;
import dev.vedette.fault.VedetteException;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Process-wide state of libtorch. */
public final class TorchRuntime {
    private TorchRuntime() {}

    /** Loads the native library; harmless when it is loaded already. */
    public static void start() {
        NativeMemory.keepFreedBlocks();
        try {
            torch.set_autocast_dtype(DeviceType.CPU, ScalarType.BFloat16);
            // Cached casts would outlive the step and miss the optimiser's changes.
            torch.set_autocast_cache_enabled(false);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw VedetteException.device(
                    "learning needs libtorch, and it does not load here (" + e.getMessage()
                            + "): add org.bytedeco:pytorch and org.bytedeco:openblas for this platform",
                    e);
        }
    }

    /** Threads that the calling thread's steps use. */
    public static void useThreads(int threads) {
        start();
        torch.set_num_threads(threads);
    }

    /** Runs with bfloat16 matrix products where asked; parameters and sums stay float32. */
    static <T> T autocast(boolean bfloat16, java.util.function.Supplier<T> work) {
        torch.set_autocast_enabled(DeviceType.CPU, bfloat16);
        try {
            return work.get();
        } finally {
            torch.set_autocast_enabled(DeviceType.CPU, false);
        }
    }
}
