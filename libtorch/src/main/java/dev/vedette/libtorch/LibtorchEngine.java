package dev.vedette.libtorch;

import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.engine.TokenErrors;
import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Runs whole batches operation by operation, each on all threads. Thread-safe: calls wait for one another. */
final class LibtorchEngine implements ScoringEngine {
    /** Samples of a batch; more would only take memory. */
    private static final int MOST = 32;

    private final NetworkConfig network;
    private final LibtorchWeights weights;
    private final boolean fusedAttention;
    private final int threads;
    private final boolean owner;
    private final Program program = new Program(Batch.INPUTS);
    private final MaskedAutoencoder.Output<Integer> output;

    /** @param owner whether closing it closes the weights */
    LibtorchEngine(NetworkConfig network, LibtorchWeights weights, boolean fusedAttention, int threads, boolean owner) {
        this.network = network;
        this.weights = weights;
        this.fusedAttention = fusedAttention;
        this.threads = threads;
        this.owner = owner;
        this.output = new MaskedAutoencoder(network)
                .forward(new LibtorchOps(program, weights, fusedAttention), Batch.IMAGES, Batch.KEPT, Batch.RESTORE);
    }

    /** With the kind of attention that is faster on this machine, which is tried. */
    static LibtorchEngine open(NetworkConfig network, Weights weights, Numbers numbers, int threads) {
        LibtorchWeights copy = new LibtorchWeights(weights, numbers);
        LibtorchEngine fused = new LibtorchEngine(network, copy, true, threads, true);
        LibtorchEngine plain = new LibtorchEngine(network, copy, false, threads, true);
        try {
            return fused.leastNanos() < plain.leastNanos() ? fused : plain;
        } catch (RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private long leastNanos() {
        float[] images = new float[NetworkConfig.INPUT_CHANNELS * network.frameHeight() * network.frameWidth()];
        List<Sample> blank = List.of(new Sample(images, TokenMask.random(network, new Random(1))));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long start = System.nanoTime();
            score(blank);
            least = Math.min(least, System.nanoTime() - start);
        }
        return least;
    }

    @Override
    public String description() {
        String binding = String.valueOf(torch.class.getPackage().getImplementationVersion());
        return "libtorch " + binding.split("-", 2)[0] + " eager " + weights.numbers();
    }

    @Override
    public NetworkConfig network() {
        return network;
    }

    @Override
    public ScoringEngine forFrame(int width, int height) {
        return new LibtorchEngine(network.withFrame(width, height), weights, fusedAttention, threads, false);
    }

    @Override
    public ScoringEngine onCallingThread() {
        return new LibtorchEngine(network, weights, fusedAttention, 1, false);
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        List<TokenErrors> errors = new ArrayList<>(samples.size());
        for (int from = 0; from < samples.size(); from += MOST) {
            List<Sample> batch = samples.subList(from, Math.min(from + MOST, samples.size()));
            errors.addAll(run(
                    batch,
                    (inputs, predictions) ->
                            Errors.of(inputs.get(Batch.IMAGES), predictions.get(0), predictions.get(1), network),
                    output.teacher(),
                    output.student()));
        }
        return errors;
    }

    @Override
    public Prediction predict(Sample sample) {
        return run(
                List.of(sample),
                (inputs, results) -> new Prediction(
                        Batch.only(results.get(0)), Batch.only(results.get(1)), Batch.only(results.get(2))),
                output.latent(),
                output.teacher(),
                output.student());
    }

    /** @param reader of inputs and wanted results, which live as long as it reads */
    @SuppressWarnings("try")
    private <R> R run(List<Sample> samples, BiFunction<List<Tensor>, List<Tensor>, R> reader, int... wanted) {
        samples.forEach(sample -> sample.requireFits(network));
        synchronized (weights) {
            weights.requireOpen();
            int before = torch.get_num_threads();
            torch.set_num_threads(threads);
            try (PointerScope scope = new PointerScope();
                    InferenceMode withoutGradients = new InferenceMode(true)) {
                List<Tensor> inputs = Batch.of(samples, network);
                return reader.apply(inputs, program.run(inputs, wanted));
            } finally {
                torch.set_num_threads(before);
            }
        }
    }

    @Override
    public void close() {
        if (owner) {
            synchronized (weights) {
                weights.close();
            }
        }
    }
}
