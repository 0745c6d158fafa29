package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs on a GPU where there is one, here on the processor. */
class BatchEngineTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(96, 64, 8, 32, 16, 2, 2, 4, 2, 0.5);
    private static final Weights WEIGHTS = RandomNetworks.weights(NETWORK, new Random(1));

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 37})
    void scoresAreThoseOfSamplesOnTheirOwn(int batch) {
        List<Sample> samples = RandomNetworks.samples(NETWORK, batch, new Random(2));
        try (ScoringEngine batches = onProcessor();
                ScoringEngine single = processor(NETWORK)) {
            assertClose(batches.score(samples), single.score(samples));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 37})
    void picturesThatSamplesShareAreScoredAsIfEachHadItsOwn(int batch) {
        List<Sample> samples = RandomNetworks.stream(NETWORK, batch, new Random(2));
        try (ScoringEngine batches = onProcessor();
                ScoringEngine single = processor(NETWORK)) {
            assertClose(batches.score(samples), single.score(samples));
        }
    }

    @Test
    void numbersThatNoPictureHasAreNotRounded() {
        List<Sample> samples = new ArrayList<>(RandomNetworks.stream(NETWORK, 3, new Random(2)));
        samples.addAll(RandomNetworks.samples(NETWORK, 3, new Random(2)));
        try (ScoringEngine batches = onProcessor();
                ScoringEngine single = processor(NETWORK)) {
            assertClose(batches.score(samples), single.score(samples));
        }
    }

    @Test
    void windowsOfFramesHaveSessionsOfTheirOwn() {
        NetworkConfig window = NETWORK.withFrame(32, 24);
        List<Sample> samples = RandomNetworks.samples(window, 3, new Random(2));
        try (ScoringEngine batches = onProcessor();
                ScoringEngine single = processor(window)) {
            assertClose(batches.forFrame(32, 24).score(samples), single.score(samples));
        }
    }

    @Test
    void predictionsAreThoseOfThePublishedProgram() {
        try (ScoringEngine engine = new BatchEngine(TinyNetwork.CONFIG, TinyNetwork.weights(), OnnxProvider.CPU)) {
            assertThat(engine.predict(TinyNetwork.samples(0.5).get(1)).student().values())
                    .containsExactly(TinyNetwork.row("pred_student_f64", 1), within(2e-5f));
        }
    }

    @Test
    void aClosedEngineSaysSo() {
        ScoringEngine engine = onProcessor();
        ScoringEngine window = engine.forFrame(32, 24);
        window.close();
        engine.score(RandomNetworks.samples(NETWORK, 1, new Random(2)));
        engine.close();
        engine.close();
        assertThatThrownBy(() -> window.score(RandomNetworks.samples(window.network(), 1, new Random(2))))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("closed");
    }

    /** On a machine with everything that a GPU needs it scores; on any other it says what is missing. */
    @Test
    void cudaScoresOrSaysWhatIsMissing() {
        List<Sample> samples = RandomNetworks.stream(NETWORK, 5, new Random(2));
        try (ScoringEngine gpu = ScoringEngines.open(NETWORK, WEIGHTS, new EngineOptions(1, EngineOptions.Kind.CUDA));
                ScoringEngine single = processor(NETWORK)) {
            assertThat(gpu.description()).endsWith("CUDA");
            assertClose(gpu.score(samples), single.score(samples));
        } catch (VedetteException e) {
            assertThat(e.category()).isEqualTo(Category.DEVICE);
            assertThat(e).hasMessageContaining("CUDA").hasMessageEndingWith("or score on the CPU (--device cpu)");
        }
    }

    private static ScoringEngine onProcessor() {
        return new BatchEngine(NETWORK, WEIGHTS, OnnxProvider.CPU);
    }

    private static ScoringEngine processor(NetworkConfig network) {
        return ScoringEngines.open(network, WEIGHTS, new EngineOptions(1, EngineOptions.Kind.ONEDNN));
    }

    private static void assertClose(List<TokenErrors> actual, List<TokenErrors> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            float[][] kinds = expected.get(i).kinds();
            for (int kind = 0; kind < kinds.length; kind++) {
                assertThat(actual.get(i).kinds()[kind]).containsExactly(kinds[kind], within(1e-5f));
            }
        }
    }
}
