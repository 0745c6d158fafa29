package dev.vedette.engine.onednn;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.util.function.Supplier;

/**
 * Numbers below 1.2e-38. Processors compute with them in microcode, many times slower than with others, and shares of attention come
 * near zero in thousands once a network has learned to look closely. What is set here is set on x86-64 Linux only; elsewhere nothing
 * changes.
 */
public final class Denormals {
    /** Size of x86-64 Linux's {@code fenv_t} and the place of the vector unit's control register in it. */
    private static final int ENVIRONMENT_BYTES = 32;

    private static final int CONTROL_OFFSET = 28;

    /** "Flush to zero" and "denormals are zero". */
    private static final int AS_ZERO = 1 << 15 | 1 << 6;

    private static final boolean CAN_BE_SET = Platform.isLinux() && "x86-64".equals(Platform.ARCH);

    private Denormals() {}

    /** From now on the calling thread takes such numbers for zero. */
    public static void areZeroOnThisThread() {
        set(AS_ZERO);
    }

    /** The calling thread takes such numbers for zero while it does something. */
    public static <R> R areZeroDuring(Supplier<R> work) {
        int before = set(AS_ZERO);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    /** Gives what was set before. */
    private static int set(int asZero) {
        if (!CAN_BE_SET) {
            return 0;
        }
        try {
            return setControl(asZero);
        } catch (LinkageError e) {
            // A C library of another make, or none can be called: slower, not wrong.
            return 0;
        }
    }

    private static int setControl(int asZero) {
        NativeLibrary mathematics = NativeLibrary.getInstance("libm.so.6");
        Function read = mathematics.getFunction("fegetenv");
        Function write = mathematics.getFunction("fesetenv");
        try (Memory environment = new Memory(ENVIRONMENT_BYTES)) {
            read.invokeInt(new Object[] {environment});
            int control = environment.getInt(CONTROL_OFFSET);
            environment.setInt(CONTROL_OFFSET, control & ~AS_ZERO | asZero);
            write.invokeInt(new Object[] {environment});
            return control & AS_ZERO;
        }
    }
}
