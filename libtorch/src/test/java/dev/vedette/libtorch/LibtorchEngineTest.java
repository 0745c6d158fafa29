package dev.vedette.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.engine.Contender;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Prediction;
import dev.vedette.engine.RandomNetworks;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.engine.TinyNetwork;
import dev.vedette.engine.TokenErrors;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What our engine is compared with computes the same. */
class LibtorchEngineTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(96, 64, 8, 32, 16, 2, 2, 4, 2, 0.5);
    private static final Weights WEIGHTS = RandomNetworks.weights(NETWORK, new Random(1));

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void predictionsAreThoseOfThePublishedProgram(boolean fusedAttention) {
        try (ScoringEngine engine = ofTinyNetwork(0.5, fusedAttention)) {
            List<Sample> samples = TinyNetwork.samples(0.5);
            for (int i = 0; i < samples.size(); i++) {
                Prediction prediction = engine.predict(samples.get(i));
                assertClose(prediction.latent(), TinyNetwork.row("latent_f64", i));
                assertClose(prediction.teacher(), TinyNetwork.row("pred_teacher_f64", i));
                assertClose(prediction.student(), TinyNetwork.row("pred_student_f64", i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.25, ratio_25", "0.75, ratio_75"})
    void otherMaskRatios(double maskRatio, String folder) {
        try (ScoringEngine engine = ofTinyNetwork(maskRatio, true)) {
            List<Sample> samples = TinyNetwork.samples(maskRatio);
            for (int i = 0; i < samples.size(); i++) {
                assertClose(engine.predict(samples.get(i)).teacher(), TinyNetwork.row(folder + "/pred_teacher", i));
            }
        }
    }

    private static ScoringEngine ofTinyNetwork(double maskRatio, boolean fusedAttention) {
        LibtorchWeights weights = new LibtorchWeights(TinyNetwork.weights(), Numbers.FLOAT32);
        return new LibtorchEngine(TinyNetwork.CONFIG.withMaskRatio(maskRatio), weights, fusedAttention, 2, true);
    }

    private static void assertClose(Tensor actual, float[] expected) {
        assertThat(actual.values()).containsExactly(expected, within(2e-5f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 37})
    void errorsAreThoseOfOurEngine(int batch) {
        List<Sample> samples = RandomNetworks.samples(NETWORK, batch, new Random(2));
        try (ScoringEngine engine = open(Numbers.FLOAT32);
                ScoringEngine ours = ours(NETWORK)) {
            assertClose(engine.score(samples), ours.score(samples), 1e-5f);
            assertClose(engine.onCallingThread().score(samples), ours.score(samples), 1e-5f);
        }
    }

    @Test
    void bfloat16IsNearOurEngine() {
        List<Sample> samples = RandomNetworks.samples(NETWORK, 5, new Random(2));
        try (ScoringEngine engine = open(Numbers.BFLOAT16);
                ScoringEngine ours = ours(NETWORK)) {
            assertClose(engine.score(samples), ours.score(samples), 2e-2f);
        }
    }

    @Test
    void otherSizesOfFrames() {
        NetworkConfig window = NETWORK.withFrame(32, 24);
        List<Sample> samples = RandomNetworks.samples(window, 3, new Random(2));
        try (ScoringEngine engine = open(Numbers.FLOAT32);
                ScoringEngine ours = ours(window)) {
            assertClose(engine.forFrame(32, 24).score(samples), ours.score(samples), 1e-5f);
        }
    }

    private static void assertClose(List<TokenErrors> actual, List<TokenErrors> expected, float tolerance) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            TokenErrors one = actual.get(i);
            TokenErrors other = expected.get(i);
            assertThat(one.reconstructionL1()).containsExactly(other.reconstructionL1(), within(tolerance));
            assertThat(one.reconstructionL2()).containsExactly(other.reconstructionL2(), within(tolerance));
            assertThat(one.discrepancyL1()).containsExactly(other.discrepancyL1(), within(tolerance));
            assertThat(one.discrepancyL2()).containsExactly(other.discrepancyL2(), within(tolerance));
            assertThat(one.teacherAnomaly()).containsExactly(other.teacherAnomaly(), within(tolerance));
            assertThat(one.studentAnomaly()).containsExactly(other.studentAnomaly(), within(tolerance));
        }
    }

    @Test
    void itIsFoundAndOpensOneEngineForEachKindOfNumbers() {
        List<Contender> found = ServiceLoader.load(Contender.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        assertThat(found).hasSize(1);
        List<ScoringEngine> engines = found.get(0).open(NETWORK, WEIGHTS, 2);
        assertThat(engines)
                .extracting(ScoringEngine::description)
                .containsExactly("libtorch 2.10.0 eager float32", "libtorch 2.10.0 eager bfloat16");
        engines.forEach(ScoringEngine::close);
    }

    @ParameterizedTest
    @EnumSource
    void nativeMemoryIsFreed(Numbers numbers) {
        List<Sample> samples = RandomNetworks.samples(NETWORK, 2, new Random(2));
        open(numbers).close();
        long before = Pointer.totalCount();
        try (ScoringEngine engine = open(numbers)) {
            long open = Pointer.totalCount();
            engine.score(samples);
            engine.predict(samples.get(0));
            assertThat(Pointer.totalCount()).isEqualTo(open).isGreaterThan(before);
        }
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    @Test
    void aSampleOfAnotherSizeIsRefused() {
        List<Sample> foreign = RandomNetworks.samples(NETWORK.withFrame(32, 24), 1, new Random(2));
        try (ScoringEngine engine = open(Numbers.FLOAT32)) {
            assertThatThrownBy(() -> engine.score(foreign))
                    .isInstanceOf(VedetteException.class)
                    .hasMessage("a picture has 2304 values, the network expects 18432 (3 × 64 × 96)");
        }
    }

    @Test
    void aClosedEngineSaysSo() {
        List<Sample> samples = RandomNetworks.samples(NETWORK, 1, new Random(2));
        ScoringEngine engine = open(Numbers.FLOAT32);
        ScoringEngine alone = engine.onCallingThread();
        alone.close();
        engine.score(samples);
        engine.close();
        engine.close();
        for (ScoringEngine closed : List.of(engine, alone)) {
            assertThatThrownBy(() -> closed.score(samples))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("closed");
        }
        assertThatThrownBy(() -> engine.forFrame(32, 24))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("closed");
    }

    private static ScoringEngine open(Numbers numbers) {
        return LibtorchEngine.open(NETWORK, WEIGHTS, numbers, 2);
    }

    private static ScoringEngine ours(NetworkConfig network) {
        return ScoringEngines.open(network, WEIGHTS, new EngineOptions(2, EngineOptions.Kind.ONEDNN));
    }
}
