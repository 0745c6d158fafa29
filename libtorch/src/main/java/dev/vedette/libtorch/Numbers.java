package dev.vedette.libtorch;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What weights and values are stored as. Errors of tokens are float32 always. */
enum Numbers {
    FLOAT32(ScalarType.Float),
    BFLOAT16(ScalarType.BFloat16);

    private final ScalarType type;

    Numbers(ScalarType type) {
        this.type = type;
    }

    ScalarType type() {
        return type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
