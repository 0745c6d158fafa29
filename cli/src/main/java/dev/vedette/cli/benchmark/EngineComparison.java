package dev.vedette.cli.benchmark;

import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * The same network and the same frames on every engine, in turn, round by round, so that whatever else the machine does meets all of
 * them alike.
 */
public final class EngineComparison {
    private final NetworkConfig network;
    private final int threads;
    private final double seconds;
    private final int rounds;

    /** @param seconds for each engine in each round */
    public EngineComparison(NetworkConfig network, int threads, double seconds, int rounds) {
        this.network = network;
        this.threads = threads;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    /**
     * One engine with one size of batch.
     *
     * @param median frames a second
     */
    public record Result(String engine, int batch, double lowest, double median, double highest) {}

    /** Ours first. */
    public List<Result> run(List<Integer> batches) {
        Weights weights = Weights.initial(network, 1);
        List<Result> results = new ArrayList<>();
        try (ScoringEngine ours = open(weights, EngineOptions.Kind.ONEDNN);
                ScoringEngine other = open(weights, EngineOptions.Kind.ONNX_RUNTIME)) {
            for (int batch : batches) {
                List<Sample> samples = samples(batch);
                Map<ScoringEngine, double[]> rates = new LinkedHashMap<>();
                rates.put(ours, new double[rounds]);
                rates.put(other, new double[rounds]);
                for (int round = 0; round < rounds; round++) {
                    for (Map.Entry<ScoringEngine, double[]> entry : rates.entrySet()) {
                        ScoringEngine engine = entry.getKey();
                        entry.getValue()[round] =
                                Rate.of(seconds, () -> engine.score(samples).size());
                    }
                }
                rates.forEach((engine, values) -> results.add(result(engine.description(), batch, values)));
            }
        }
        return results;
    }

    private static Result result(String engine, int batch, double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
        return new Result(engine, batch, sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
    }

    private ScoringEngine open(Weights weights, EngineOptions.Kind kind) {
        return ScoringEngines.open(
                network, weights, EngineOptions.defaults().withThreads(threads).withKind(kind));
    }

    private List<Sample> samples(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] images = new float[NetworkConfig.INPUT_CHANNELS * network.frameWidth() * network.frameHeight()];
            for (int j = 0; j < images.length; j++) {
                images[j] = (float) random.nextDouble(-1, 1);
            }
            samples.add(new Sample(images, TokenMask.perRow(network, random)));
        }
        return samples;
    }
}
