package dev.vedette.engine.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.dnnl.global.dnnl;

/** Whether matrix products in bfloat16 are faster than in float32 on this processor. */
public final class Bfloat16 {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    private static final String INSTRUCTIONS =
            dnnl.get_effective_cpu_isa().intern().name();
    private static final boolean PAYS = pays(INSTRUCTIONS, processor());

    private Bfloat16() {}

    /**
     * True where oneDNN uses a matrix unit (AMX), and on AMD's processors with bfloat16
     * instructions, which run at twice the rate of float32; on Intel's without the matrix unit they run at half of it.
     *
     * @throws LinkageError where oneDNN cannot be loaded
     */
    public static boolean pays() {
        return PAYS;
    }

    private static String processor() {
        try {
            return Files.isReadable(PROCESSOR) ? Files.readString(PROCESSOR) : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** @param instructions oneDNN's name of those that it uses */
    static boolean pays(String instructions, String processor) {
        return instructions.contains("amx")
                || (processor.contains("AuthenticAMD")
                        && instructions.matches("avx512_core_(bf16|fp16)|avx10_[12]_512"));
    }
}
