package dev.vedette.engine.onednn;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import dev.vedette.fault.VedetteException;
import java.util.function.Supplier;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/**
 * The OpenMP run time that oneDNN computes with. Its number of threads is a property of the calling thread, and oneDNN's binding has
 * no call for it. The functions are looked up through oneDNN's own library, so that they are those of the copy it is bound to, even
 * where another library brought an OpenMP of the same name into the process first.
 */
public final class OpenMp {
    private static final NativeLibrary BEHIND_ONEDNN = NativeLibrary.getInstance(Loader.load(dnnl.class));

    private static final Function SET_NUMBER = BEHIND_ONEDNN.getFunction("omp_set_num_threads");
    private static final Function MAX_NUMBER = BEHIND_ONEDNN.getFunction("omp_get_max_threads");

    private OpenMp() {}

    /** From now on the calling thread computes alone. */
    public static void useOneThread() {
        use(1);
        int threads = threads();
        if (threads != 1) {
            throw VedetteException.internal(
                    "OpenMP still uses " + threads + " threads after it was told to use 1", null);
        }
    }

    /** The calling thread computes alone while it does something. */
    public static void oneThreadDuring(Runnable work) {
        oneThreadDuring(() -> {
            work.run();
            return true;
        });
    }

    /** The same for something that gives a result. */
    public static <R> R oneThreadDuring(Supplier<R> work) {
        int before = threads();
        useOneThread();
        try {
            return work.get();
        } finally {
            use(before);
        }
    }

    private static void use(int threads) {
        SET_NUMBER.invokeVoid(new Object[] {threads});
    }

    /** Number of threads that oneDNN would use when called from this one. */
    public static int threads() {
        return MAX_NUMBER.invokeInt(new Object[0]);
    }
}
