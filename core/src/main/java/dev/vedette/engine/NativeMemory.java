package dev.vedette.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * How the C library handles large blocks of memory. By default glibc takes every block of more than some MB from the system and
 * gives it back when freed; a learner that allocates and frees the same large tensors at each step then spends half of its time
 * on page faults.
 */
public final class NativeMemory {
    /** Parameters of {@code mallopt}, from glibc's {@code malloc.h}. */
    private static final int TRIM_THRESHOLD = -1;

    private static final int TOP_PAD = -2;
    private static final int MMAP_THRESHOLD = -3;

    private static final int LARGE = 1 << 30;

    /** Older glibc takes no larger threshold. */
    private static final int LARGEST_OF_OLD = 32 << 20;

    private static final int PAD = 64 << 20;

    private NativeMemory() {}

    /**
     * Lets the C library keep freed blocks for later use, for the whole process; call it once, before large work. Does nothing where
     * the C library is not glibc.
     *
     * <p>Blocks of more than 64 MB are kept only in glibc's main arena, which threads of the JVM use only if the process was started
     * with {@code MALLOC_ARENA_MAX=1} in its environment; with it, 200 MB blocks come five times faster.
     *
     * @return whether the C library was told
     */
    public static boolean keepFreedBlocks() {
        if (!Platform.isLinux()) {
            return false;
        }
        try {
            Function mallopt = NativeLibrary.getProcess().getFunction("mallopt");
            boolean kept = set(mallopt, MMAP_THRESHOLD, LARGE) || set(mallopt, MMAP_THRESHOLD, LARGEST_OF_OLD);
            boolean notTrimmed = set(mallopt, TRIM_THRESHOLD, LARGE);
            boolean padded = set(mallopt, TOP_PAD, PAD);
            return kept && notTrimmed && padded;
        } catch (UnsatisfiedLinkError e) {
            return false;
        }
    }

    private static boolean set(Function mallopt, int parameter, int value) {
        return mallopt.invokeInt(new Object[] {parameter, value}) == 1;
    }
}
