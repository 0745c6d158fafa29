package dev.vedette.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.golden.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemporalGaussianTest {
    @ParameterizedTest
    @CsvSource({"38, 11", "302, 21", "900, 282"})
    void kernelIsThatOfThePublishedProgram(int range, int sigma) {
        assertThat(new TemporalGaussian(range, sigma).kernel())
                .containsExactly(
                        NpyArray.load("scores/kernel_" + range + "_" + sigma + ".npy")
                                .doubles(),
                        within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({
        "30, 38, 11",
        "30, 302, 21",
        "30, 900, 282",
        "200, 38, 11",
        "200, 302, 21",
        "200, 900, 282",
        "1000, 38, 11",
        "1000, 302, 21",
        "1000, 900, 282"
    })
    void smoothsAsThePublishedProgram(int length, int range, int sigma) {
        double[] series = NpyArray.load("scores/series_" + length + ".npy").doubles();
        double[] expected = NpyArray.load("scores/series_" + length + "_filt_" + range + "_" + sigma + ".npy")
                .doubles();
        assertThat(new TemporalGaussian(range, sigma).apply(series)).containsExactly(expected, within(1e-12));
    }

    @Test
    void keepsTheLengthForOddRangesToo() {
        assertThat(new TemporalGaussian(39, 5).apply(new double[17])).hasSize(17);
        assertThat(new TemporalGaussian(3, 5).apply(new double[0])).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "10, 0", "10, -1", "10, NaN", "10, Infinity"})
    void refusesWhatIsNoKernel(int range, double sigma) {
        assertThatThrownBy(() -> new TemporalGaussian(range, sigma))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("range " + range);
    }
}
