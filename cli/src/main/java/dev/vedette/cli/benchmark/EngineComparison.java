package dev.vedette.cli.benchmark;

import dev.vedette.engine.ActivationRanges;
import dev.vedette.engine.Contender;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.EngineOptions.Kind;
import dev.vedette.engine.EngineOptions.Measured;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.evaluation.Correlation;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ClipScorer;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScorePart.Quantity;
import dev.vedette.scoring.ScoredClip;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.UsualMotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/**
 * The same network and the same frames on every engine, in turn, round by round, so that whatever else the machine does meets all of
 * them alike.
 */
public final class EngineComparison implements AutoCloseable {
    private static final int FRAMES = 40;

    /** Of what all engines measure. */
    private static final ScoringRule RULE = new ScoringRule(
            List.of(ScorePart.plain(Quantity.TEACHER_ANOMALY), ScorePart.plain(Quantity.STUDENT_ANOMALY)),
            ScoringRule.Pooling.PEAK,
            ScoringRule.Masking.COMPLEMENTARY,
            0,
            UsualMotion.UNKNOWN);

    private final NetworkConfig network;
    private final List<Clip> clips;
    private final List<ScoringEngine> engines;

    private EngineComparison(NetworkConfig network, List<Clip> clips, List<ScoringEngine> engines) {
        this.network = network;
        this.clips = clips;
        this.engines = engines;
    }

    /**
     * One engine with one size of batch.
     *
     * @param median frames a second
     * @param correlation of its frames' scores with those of the exact engine, −1..1
     */
    public record Result(String engine, int batch, double lowest, double median, double highest, double correlation) {}

    /**
     * Opens the engines.
     *
     * @param cuda whether a GPU is one of them
     * @throws VedetteException device, if one cannot be used on this machine
     */
    public static EngineComparison open(NetworkConfig network, int threads, boolean cuda) {
        Weights weights = Weights.initial(network, 1);
        EngineComparison comparison = new EngineComparison(network, DrawnClips.of(network, FRAMES), new ArrayList<>());
        try {
            for (EngineOptions options : comparison.builtIn(weights, threads, cuda)) {
                comparison.engines.add(ScoringEngines.open(network, weights, options));
            }
            for (Contender contender : ServiceLoader.load(Contender.class)) {
                comparison.engines.addAll(contender.open(network, weights, threads));
            }
            return comparison;
        } catch (RuntimeException e) {
            comparison.close();
            throw e;
        }
    }

    /**
     * Ours first.
     *
     * @param seconds for each engine in each round
     */
    public List<Result> run(List<Integer> batches, double seconds, int rounds) {
        List<double[]> scores = engines.stream().map(this::scores).toList();
        List<Result> results = new ArrayList<>();
        for (int batch : batches) {
            double[][] rates = rates(samples(batch), seconds, rounds);
            for (int i = 0; i < engines.size(); i++) {
                double correlation = Correlation.of(scores.get(0), scores.get(i));
                results.add(result(engines.get(i).description(), batch, rates[i], correlation));
            }
        }
        return results;
    }

    @Override
    public void close() {
        engines.forEach(ScoringEngine::close);
    }

    /** The exact one first: scores of the others are held against its scores. */
    private List<EngineOptions> builtIn(Weights weights, int threads, boolean cuda) {
        EngineOptions exact = new EngineOptions(threads, Kind.ONEDNN);
        List<EngineOptions> options = new ArrayList<>(List.of(exact, exact.withMeasured(Measured.ANOMALY_MAPS)));
        if (ScoringEngines.obstacleToIntegers().isEmpty()) {
            ActivationRanges ranges = ScoringEngines.observe(network, weights, threads, samples(clips.size()));
            EngineOptions integers = exact.withIntegers(Optional.of(ranges));
            options.addAll(List.of(integers, integers.withMeasured(Measured.ANOMALY_MAPS)));
        }
        options.add(new EngineOptions(threads, Kind.ONNX_RUNTIME));
        options.add(new EngineOptions(threads, Kind.ONNX_RUNTIME_INT8));
        if (cuda) {
            options.add(new EngineOptions(threads, Kind.CUDA));
        }
        return options;
    }

    /** [engine][round] */
    private double[][] rates(List<Sample> samples, double seconds, int rounds) {
        double[][] rates = new double[engines.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < engines.size(); i++) {
                ScoringEngine engine = engines.get(i);
                rates[i][round] = Rate.of(seconds, () -> engine.score(samples).size());
            }
        }
        return rates;
    }

    private static Result result(String engine, int batch, double[] rates, double correlation) {
        Arrays.sort(rates);
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
        return new Result(engine, batch, rates[0], rates[rates.length / 2], rates[rates.length - 1], correlation);
    }

    private double[] scores(ScoringEngine engine) {
        return new ClipScorer(network, RULE, engine)
                .score(clips).stream().mapToDouble(ScoredClip::score).toArray();
    }

    private List<Sample> samples(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new Sample(clips.get(i % clips.size()).planes(), TokenMask.perRow(network, random)));
        }
        return samples;
    }
}
