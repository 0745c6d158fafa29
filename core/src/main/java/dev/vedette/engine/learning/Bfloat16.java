package dev.vedette.engine.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether matrix products in bfloat16 are faster than in float32 on this processor. */
public final class Bfloat16 {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Bfloat16() {}

    /**
     * True with a matrix unit (AMX) and on AMD's processors with AVX-512 bfloat16, whose dot products run at twice the rate; on Intel's
     * without the matrix unit they run at half. False where Linux does not list the instructions.
     */
    public static boolean pays() {
        try {
            return Files.isReadable(PROCESSOR) && pays(Files.readString(PROCESSOR));
        } catch (IOException e) {
            return false;
        }
    }

    static boolean pays(String processor) {
        boolean matrixUnit = processor.contains(" amx_bf16");
        return matrixUnit || (processor.contains("AuthenticAMD") && processor.contains(" avx512_bf16"));
    }
}
