package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vedette.engine.EngineOptions.Kind;
import dev.vedette.engine.EngineOptions.Measured;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerEngineTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(96, 72, 4, 32, 16, 2, 2, 4, 2, 0.5);
    private static final long SEED = 11;

    private final Random random = new Random(SEED);
    private final Weights weights = RandomNetworks.weights(NETWORK, random);
    private final List<Sample> samples = RandomNetworks.samples(NETWORK, 5, random);

    @BeforeEach
    void onlyWhereTheProcessorCan() {
        assumeTrue(ScoringEngines.obstacleToIntegers().isEmpty());
    }

    @ParameterizedTest(name = "{0}x{1} patch {2}, widths {3} and {4}, {5} heads, mask {6}")
    @CsvSource({
        "96, 72, 4, 32, 16, 4, 0.5", // more tokens than one block of queries
        "24, 40, 8, 64, 32, 2, 0.5",
        "8, 8, 8, 32, 16, 4, 0.5", // one token
        "28, 20, 4, 24, 12, 2, 0.3", // widths that fill no vector
        "35, 15, 5, 20, 10, 1, 0.7",
    })
    void predictsNearlyWhatFloatsDo(
            int width, int height, int patch, int encoder, int decoder, int heads, double maskRatio) {
        NetworkConfig network = new NetworkConfig(width, height, patch, encoder, decoder, 2, 2, heads, 2, maskRatio);
        Weights some = RandomNetworks.weights(network, random);
        List<Sample> shown = RandomNetworks.samples(network, 3, random);
        try (ScoringEngine exact = ScoringEngines.open(network, some, new EngineOptions(1, Kind.ONEDNN));
                ScoringEngine integers = integers(network, some, shown, 1)) {
            assertThat(integers.description()).contains("int8");
            for (Sample sample : shown) {
                float[] wanted = exact.predict(sample).teacher().values();
                float[] found = integers.predict(sample).teacher().values();
                assertThat(relativeError(wanted, found)).as("seed %d", SEED).isLessThan(0.05);
            }
        }
    }

    @ParameterizedTest(name = "{0}x{1}")
    @CsvSource({"96, 72", "48, 32"})
    void givesTheSameBitsForAnyBatchAndNumberOfThreads(int width, int height) {
        NetworkConfig network = NETWORK.withFrame(width, height);
        List<Sample> shown = RandomNetworks.samples(network, 15, random);
        try (ScoringEngine one = integers(network, weights, shown, 1);
                ScoringEngine two = integers(network, weights, shown, 2)) {
            List<TokenErrors> alone = shown.stream()
                    .map(sample -> one.score(List.of(sample)).get(0))
                    .toList();

            assertThat(two.score(shown)).usingRecursiveComparison().isEqualTo(alone);
            assertThat(one.score(shown)).usingRecursiveComparison().isEqualTo(alone);
        }
    }

    @Test
    void anomalyMapsAloneAreThoseOfTheWholePrediction() {
        EngineOptions options = new EngineOptions(1, Kind.ONEDNN);
        try (ScoringEngine whole = ScoringEngines.open(NETWORK, weights, options);
                ScoringEngine maps =
                        ScoringEngines.open(NETWORK, weights, options.withMeasured(Measured.ANOMALY_MAPS))) {
            TokenErrors all = whole.score(samples).get(0);
            TokenErrors some = maps.score(samples).get(0);

            assertThat(some.teacherAnomaly()).containsExactly(all.teacherAnomaly(), within(1e-5f));
            assertThat(some.studentAnomaly()).containsExactly(all.studentAnomaly(), within(1e-5f));
            assertThat(some.reconstructionL2()).containsOnly(Float.NaN);
            assertThatThrownBy(() -> maps.predict(samples.get(0))).isInstanceOf(VedetteException.class);
        }
    }

    @Test
    void valuesBeyondTheObservedOnesAreClippedNotWrapped() {
        ActivationRanges observed = ScoringEngines.observe(NETWORK, weights, 1, samples);
        Map<String, ActivationRanges.Range> halved = new HashMap<>();
        observed.byName()
                .forEach((name, range) ->
                        halved.put(name, new ActivationRanges.Range(range.low() / 2, range.high() / 2)));
        EngineOptions options = new EngineOptions(1, Kind.ONEDNN);
        try (ScoringEngine exact = ScoringEngines.open(NETWORK, weights, options);
                ScoringEngine narrow = ScoringEngines.open(
                        NETWORK, weights, options.withIntegers(Optional.of(new ActivationRanges(halved))))) {
            float[] wanted = exact.predict(samples.get(0)).teacher().values();
            float[] found = narrow.predict(samples.get(0)).teacher().values();

            assertThat(relativeError(wanted, found)).isLessThan(0.5);
        }
    }

    @Test
    void namesARangeThatIsMissing() {
        ActivationRanges none = new ActivationRanges(Map.of());

        assertThatThrownBy(() -> ScoringEngines.open(
                        NETWORK, weights, new EngineOptions(1, Kind.ONEDNN).withIntegers(Optional.of(none))))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("lack patch_embed.proj.input");
    }

    private static ScoringEngine integers(NetworkConfig network, Weights weights, List<Sample> shown, int threads) {
        ActivationRanges ranges = ScoringEngines.observe(network, weights, 1, shown);
        return ScoringEngines.open(
                network, weights, new EngineOptions(threads, Kind.ONEDNN).withIntegers(Optional.of(ranges)));
    }

    private static double relativeError(float[] wanted, float[] found) {
        double error = 0;
        double size = 0;
        for (int i = 0; i < wanted.length; i++) {
            error += Math.pow(found[i] - wanted[i], 2);
            size += Math.pow(wanted[i], 2);
        }
        return Math.sqrt(error / size);
    }
}
