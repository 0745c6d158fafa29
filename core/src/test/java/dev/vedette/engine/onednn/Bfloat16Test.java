package dev.vedette.engine.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16Test {
    @ParameterizedTest
    @CsvSource({
        "avx10_1_512_amx, GenuineIntel, true",
        "avx512_core_amx, GenuineIntel, true",
        "avx512_core_amx_fp16, GenuineIntel, true",
        "avx10_1_512, GenuineIntel, false",
        "avx512_core_bf16, GenuineIntel, false",
        "avx512_core_bf16, AuthenticAMD, true",
        "avx512_core_vnni, AuthenticAMD, false",
        "avx2, AuthenticAMD, false",
    })
    void paysWithAMatrixUnitOrOnAmd(String instructions, String vendor, boolean pays) {
        assertThat(Bfloat16.pays(instructions, "vendor_id : " + vendor)).isEqualTo(pays);
    }
}
