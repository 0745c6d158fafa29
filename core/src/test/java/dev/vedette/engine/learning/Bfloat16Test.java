package dev.vedette.engine.learning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Bfloat16Test {
    @Test
    void paysWithAMatrixUnitOrOnAmd() {
        assertThat(Bfloat16.pays("vendor_id : GenuineIntel\nflags : avx512f avx512_bf16 amx_bf16 amx_tile"))
                .isTrue();
        assertThat(Bfloat16.pays("vendor_id : AuthenticAMD\nflags : avx512f avx512_bf16"))
                .isTrue();
        assertThat(Bfloat16.pays("vendor_id : GenuineIntel\nflags : avx512f avx512_bf16"))
                .isFalse();
        assertThat(Bfloat16.pays("vendor_id : AuthenticAMD\nflags : avx2")).isFalse();
    }
}
