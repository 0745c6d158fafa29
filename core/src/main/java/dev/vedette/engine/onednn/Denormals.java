package dev.vedette.engine.onednn;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Numbers below 1.2e-38. Processors compute with them in microcode, many times slower than with others, and shares of attention come
 * near zero in thousands once a network has learned to look closely.
 */
public final class Denormals {
    /** Size of x86-64 Linux's {@code fenv_t} and the place of the vector unit's control register in it. */
    private static final int ENVIRONMENT_BYTES = 32;

    private static final int CONTROL_OFFSET = 28;

    /** "Flush to zero" and "denormals are zero". */
    private static final int AS_ZERO = 1 << 15 | 1 << 6;

    private Denormals() {}

    /** From now on the calling thread takes such numbers for zero; on x86-64 Linux only, elsewhere nothing changes. */
    public static void areZeroOnThisThread() {
        if (!Platform.isLinux() || !"x86-64".equals(Platform.ARCH)) {
            return;
        }
        try {
            setControl();
        } catch (UnsatisfiedLinkError e) {
            // A C library of another make: slower, not wrong.
            return;
        }
    }

    private static void setControl() {
        NativeLibrary mathematics = NativeLibrary.getInstance("libm.so.6");
        Function read = mathematics.getFunction("fegetenv");
        Function write = mathematics.getFunction("fesetenv");
        try (Memory environment = new Memory(ENVIRONMENT_BYTES)) {
            read.invokeInt(new Object[] {environment});
            environment.setInt(CONTROL_OFFSET, environment.getInt(CONTROL_OFFSET) | AS_ZERO);
            write.invokeInt(new Object[] {environment});
        }
    }
}
