package dev.vedette.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.golden.NpyArray;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenMaskTest {
    private static final NetworkConfig TINY = new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5);

    @ParameterizedTest
    @CsvSource({"0.25, ratio_25/mask", "0.5, mask", "0.75, ratio_75/mask"})
    void noiseDecidesAsInThePublishedProgram(double maskRatio, String golden) {
        double[] places = NpyArray.load("tiny/ids_restore.npy").doubles();
        double[] removed = NpyArray.load("tiny/" + golden + ".npy").doubles();
        float[] noise = NpyArray.load("tiny/noise.npy").floats();
        for (int sample = 0; sample < 2; sample++) {
            int from = sample * TINY.tokens();
            TokenMask mask = TokenMask.fromNoise(
                    Arrays.copyOfRange(noise, from, from + TINY.tokens()),
                    TINY.withMaskRatio(maskRatio).keptTokens());
            assertMask(mask, Arrays.copyOfRange(places, from, from + TINY.tokens()), removed, from);
        }
    }

    @Test
    void motionDecidesAsInThePublishedProgram() {
        double[] places = NpyArray.load("tiny/grad_masking/ids_restore.npy").doubles();
        double[] removed = NpyArray.load("tiny/grad_masking/mask.npy").doubles();
        float[] gradients = NpyArray.load("tiny/grad_masking/gradients.npy").floats();
        int size = gradients.length / 2;
        for (int sample = 0; sample < 2; sample++) {
            int from = sample * TINY.tokens();
            TokenMask mask =
                    TokenMask.stillest(TINY, Arrays.copyOfRange(gradients, sample * size, (sample + 1) * size));
            assertMask(mask, Arrays.copyOfRange(places, from, from + TINY.tokens()), removed, from);
        }
    }

    private static void assertMask(TokenMask mask, double[] places, double[] removed, int from) {
        assertThat(mask.restore())
                .containsExactly(
                        Arrays.stream(places).mapToInt(place -> (int) place).toArray());
        for (int token = 0; token < mask.tokens(); token++) {
            assertThat(mask.removed(token)).isEqualTo(removed[from + token] == 1);
        }
        for (int place = 0; place < mask.keptTokens(); place++) {
            assertThat(mask.restore()[mask.kept()[place]]).isEqualTo(place);
        }
    }

    @Test
    void rowsKeepTheirOrderAndEachAsManyTokens() {
        TokenMask mask = TokenMask.perRow(TINY, new Random(5));

        int[] kept = mask.kept();
        assertThat(kept).isSorted().doesNotHaveDuplicates();
        assertThat(IntStream.range(0, kept.length).map(i -> kept[i] / 8))
                .containsExactly(0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 64, 2", "0.75, 64, 2", "0.5, 56, 2", "0.5, 8, 2", "0.25, 64, 4", "0.3, 64, 3", "0.1, 80, 10"})
    void oneOfTheCoveringMasksRemovesEveryToken(double maskRatio, int width, int masks) {
        NetworkConfig network = TINY.withFrame(width, 32).withMaskRatio(maskRatio);
        List<TokenMask> covering = TokenMask.covering(network, TokenMask.fewestCovering(network), new Random(5));

        assertThat(covering).hasSize(masks);
        if (width > 8) {
            assertThat(IntStream.range(0, network.tokens()))
                    .allMatch(token -> covering.stream().anyMatch(mask -> mask.removed(token)));
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 2, 4", "64, 0, 6", "56, 4, 3"})
    void aPartOfThemIsOneOfItsOwn(int width, int column, int columns) {
        NetworkConfig network = TINY.withFrame(width, 32);
        NetworkConfig window = TINY.withFrame(columns * 8, 16);
        for (TokenMask whole : TokenMask.covering(network, TokenMask.fewestCovering(network), new Random(5))) {
            TokenMask part = whole.part(network.grid(), 1, column, 2, columns).orElseThrow();
            assertThat(part.keptTokens()).isEqualTo(window.keptTokens());
            assertThat(part.kept()).isSorted();
            for (int token = 0; token < part.tokens(); token++) {
                int inWhole = (1 + token / columns) * network.grid().columns() + column + token % columns;
                assertThat(part.removed(token)).isEqualTo(whole.removed(inWhole));
            }
        }
    }

    @Test
    void aPartThatCutsNeighboursApartIsNoMask() {
        TokenMask first = TokenMask.covering(TINY, TokenMask.fewestCovering(TINY), new Random(5))
                .get(0);
        assertThat(first.part(TINY.grid(), 0, 1, 4, 3)).isEmpty();
    }
}
