package dev.vedette.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScoringEngineTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(96, 64, 8, 32, 16, 2, 2, 4, 2, 0.5);
    private static volatile float tiny = 1e-40f;
    private static final Weights WEIGHTS = RandomNetworks.weights(NETWORK, new Random(1));

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void scoresAreTheSameBitsForAnyBatchAndAnyNumberOfThreads(EngineOptions.Kind kind) {
        List<Sample> samples = RandomNetworks.samples(NETWORK, 64, new Random(2));
        List<TokenErrors> oneByOne = new ArrayList<>();
        try (ScoringEngine engine = open(kind, 1)) {
            samples.forEach(sample -> oneByOne.addAll(engine.score(List.of(sample))));
            assertEqual(engine.score(samples), oneByOne);
        }
        try (ScoringEngine engine = open(kind, 3)) {
            for (int batch : new int[] {1, 2, 3, 4, 5, 7, 8, 13, 16, 31, 32, 64}) {
                assertEqual(engine.score(samples.subList(0, batch)), oneByOne.subList(0, batch));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void callersThatComputeThemselvesGetTheSameBits(EngineOptions.Kind kind) throws Exception {
        List<Sample> samples = RandomNetworks.samples(NETWORK, 5, new Random(2));
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (ScoringEngine engine = open(kind, 2)) {
            List<TokenErrors> expected = engine.score(samples);
            ScoringEngine here = engine.onCallingThread();
            Callable<List<TokenErrors>> call = () -> here.score(samples);
            for (Future<List<TokenErrors>> result : callers.invokeAll(Collections.nCopies(12, call))) {
                assertEqual(result.get(), expected);
            }
            assertThat(here.predict(samples.get(0)).teacher().values())
                    .isEqualTo(engine.predict(samples.get(0)).teacher().values());
        } finally {
            callers.shutdown();
        }
    }

    @Test
    void anEngineOfAnotherSizeComputesOnTheCallingThreadToo() {
        NetworkConfig other = NETWORK.withFrame(32, 32);
        List<Sample> samples = RandomNetworks.samples(other, 2, new Random(4));
        try (ScoringEngine engine = open(EngineOptions.Kind.ONEDNN, 2)) {
            assertEqual(
                    engine.onCallingThread().forFrame(32, 32).score(samples),
                    engine.forFrame(32, 32).score(samples));
        }
    }

    private static void assertEqual(List<TokenErrors> actual, List<TokenErrors> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).kinds()).isDeepEqualTo(expected.get(i).kinds());
        }
    }

    @Test
    void workersLeaveTheCallersThreadsAlone() {
        int before = OpenMp.threads();
        try (ScoringEngine engine = open(EngineOptions.Kind.ONEDNN, 2)) {
            engine.score(RandomNetworks.samples(NETWORK, 2, new Random(2)));
            engine.onCallingThread().score(RandomNetworks.samples(NETWORK, 2, new Random(2)));
        }
        assertThat(OpenMp.threads()).isEqualTo(before);
        assertThat(tiny * 3).as("numbers near zero").isGreaterThan(0);
    }

    @Test
    void automaticChoiceIsOneDnnWhereItLoads() {
        try (ScoringEngine engine = open(EngineOptions.Kind.AUTO, 1)) {
            assertThat(engine.description()).startsWith("oneDNN 3.").contains("float32");
        }
    }

    @Test
    void closingFreesNativeMemory() {
        List<Sample> samples = RandomNetworks.samples(NETWORK, 2, new Random(2));
        open(EngineOptions.Kind.ONEDNN, 2).close();
        long before = Pointer.totalCount();
        for (int i = 0; i < 20; i++) {
            try (ScoringEngine engine = open(EngineOptions.Kind.ONEDNN, 2)) {
                engine.score(samples);
                assertThat(Pointer.totalCount()).isGreaterThan(before);
            }
        }
        assertThat(Pointer.totalCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void aSampleOfAnotherSizeIsRefused(EngineOptions.Kind kind) {
        Sample fitting = RandomNetworks.samples(NETWORK, 1, new Random(2)).get(0);
        TokenMask foreign = TokenMask.random(NETWORK.withMaskRatio(0.75), new Random(3));
        try (ScoringEngine engine = open(kind, 1)) {
            assertThatThrownBy(() -> engine.score(List.of(fitting, new Sample(new float[9], fitting.mask()))))
                    .isInstanceOf(VedetteException.class)
                    .hasMessage("a picture has 3 values, the network expects 18432 (3 × 64 × 96)");
            assertThatThrownBy(() -> engine.onCallingThread().predict(new Sample(fitting.pictures(), foreign)))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("keeps 24 of 96 tokens, the network expects 48 of 96");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ONEDNN", "ONNX_RUNTIME"})
    void aClosedEngineSaysSo(EngineOptions.Kind kind) {
        ScoringEngine engine = open(kind, 1);
        engine.close();
        engine.close();
        List<Sample> samples = RandomNetworks.samples(NETWORK, 1, new Random(2));
        for (ScoringEngine closed : List.of(engine, engine.onCallingThread())) {
            assertThatThrownBy(() -> closed.score(samples))
                    .isInstanceOf(VedetteException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void noSamplesGiveNoResults() {
        try (ScoringEngine engine = open(EngineOptions.Kind.ONEDNN, 1)) {
            assertThat(engine.score(List.of())).isEmpty();
        }
    }

    private static ScoringEngine open(EngineOptions.Kind kind, int threads) {
        return ScoringEngines.open(NETWORK, WEIGHTS, new EngineOptions(threads, kind));
    }
}
