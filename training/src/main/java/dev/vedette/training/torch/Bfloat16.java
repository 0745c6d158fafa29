package dev.vedette.training.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the processor multiplies in bfloat16. */
public final class Bfloat16 {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Bfloat16() {}

    /** True where Linux lists the instructions; false where nobody says. */
    public static boolean inHardware() {
        try {
            return Files.isReadable(PROCESSOR)
                    && Files.readString(PROCESSOR)
                            .lines()
                            .anyMatch(line -> line.startsWith("flags") && line.contains("avx512_bf16"));
        } catch (IOException e) {
            return false;
        }
    }
}
