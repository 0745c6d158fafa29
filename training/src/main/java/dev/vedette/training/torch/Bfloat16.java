package dev.vedette.training.torch;

import org.bytedeco.pytorch.global.torch;

/** Whether the processor multiplies in bfloat16. */
public final class Bfloat16 {
    private Bfloat16() {}

    public static boolean inHardware() {
        TorchRuntime.start();
        return torch.cpu_is_avx512_bf16_supported();
    }
}
