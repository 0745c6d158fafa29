package dev.vedette.training.torch;

import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.WeightLayout;
import dev.vedette.model.WeightSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * One phase of learning: forward, loss, backward, AdamW. Not thread-safe; every call must come from the thread that made it.
 */
public final class Learner implements AutoCloseable {
    private final TorchNetwork weights;
    private final Options options;
    private final Map<WeightSpec, Tensor> learning;
    private final AdamW optimizer;

    /**
     * @param student which phase: the student from the frozen teacher, or the teacher
     * @param motionWeighted teacher: tokens count by their weights, summed over the batch; otherwise the mean over removed tokens
     * @param anomalyWeight teacher: how much the anomaly channel counts against one colour channel; 1 in the paper
     * @param frozenStatistics student: the frozen parts use the statistics of the first phase; in the released code they keep
     *     following the batches
     * @param bfloat16 matrix products in bfloat16
     * @param dropout whether dropout drops
     */
    public record Options(
            boolean student,
            boolean motionWeighted,
            double anomalyWeight,
            boolean frozenStatistics,
            boolean bfloat16,
            boolean dropout) {}

    public Learner(TorchNetwork weights, Options options) {
        this.weights = weights;
        this.options = options;
        this.learning = weights.learn(options.student());
        this.optimizer = new AdamW(learning);
    }

    /**
     * One step.
     *
     * @param seed of the step's dropout
     * @return the loss before the step: of the batch's sum in the motion-weighted teacher phase, of the mean elsewhere
     */
    public double step(Batch batch, double learningRate, long seed) {
        torch.manual_seed(seed);
        double loss = backward(batch);
        if (Double.isFinite(loss)) {
            optimizer.step(learningRate);
        }
        return loss;
    }

    /** Gradients of the loss, left in the parameters. */
    double backward(Batch batch) {
        boolean drifting = !options.frozenStatistics();
        TorchOps learning = new TorchOps(weights, true, options.dropout(), !options.bfloat16());
        TorchOps frozen = new TorchOps(weights, drifting, options.dropout(), !options.bfloat16());
        try (PointerScope scope = new PointerScope()) {
            Tensor loss = TorchRuntime.autocast(options.bfloat16(), () -> loss(batch, learning, frozen));
            loss.backward();
            return loss.item_double();
        }
    }

    /** The loss as it would be while scoring: BatchNorm's statistics, no dropout, nothing learns. */
    double evaluate(Batch batch) {
        TorchOps ops = new TorchOps(weights, false, false, !options.bfloat16());
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return TorchRuntime.autocast(options.bfloat16(), () -> loss(batch, ops, ops))
                    .item_double();
        }
    }

    private Tensor loss(Batch batch, TorchOps learning, TorchOps frozen) {
        return options.student() ? studentLoss(batch, learning, frozen) : teacherLoss(batch, learning);
    }

    private Tensor teacherLoss(Batch batch, TorchOps ops) {
        MaskedAutoencoder autoencoder = new MaskedAutoencoder(batch.network());
        Tensor latent = autoencoder.encode(ops, images(batch), kept(batch));
        Tensor prediction = autoencoder.teacher(ops, autoencoder.shared(ops, latent, restore(batch)));
        Tensor target =
                TorchOps.patchify(tensor(batch.targets(), batch, NetworkConfig.OUTPUT_CHANNELS), batch.network());
        Tensor error = weightedByChannel(
                        prediction.to(torch.ScalarType.Float).sub(target).square())
                .mean(-1); // [N, L]
        return options.motionWeighted()
                ? error.mul(perToken(batch.tokenWeights(), batch)).sum()
                : meanOverRemoved(error, batch);
    }

    /** [N, L, p·p·4]: the anomaly channel counts {@code anomalyWeight} times, the mean weight stays 1. */
    private Tensor weightedByChannel(Tensor squares) {
        if (options.anomalyWeight() == 1) {
            return squares;
        }
        float anomaly = (float) options.anomalyWeight();
        float mean = (3 + anomaly) / 4;
        Tensor weight = torch.tensor(new float[] {1 / mean, 1 / mean, 1 / mean, anomaly / mean});
        return squares.view(squares.size(0), squares.size(1), -1, NetworkConfig.OUTPUT_CHANNELS)
                .mul(weight)
                .view(squares.size(0), squares.size(1), -1);
    }

    private Tensor studentLoss(Batch batch, TorchOps learning, TorchOps frozen) {
        MaskedAutoencoder autoencoder = new MaskedAutoencoder(batch.network());
        Tensor shared;
        Tensor teacher;
        try (NoGradGuard guard = new NoGradGuard()) {
            shared = autoencoder.shared(frozen, autoencoder.encode(frozen, images(batch), kept(batch)), restore(batch));
            teacher = autoencoder.teacher(frozen, shared);
        }
        Tensor error = autoencoder
                .student(learning, shared)
                .to(torch.ScalarType.Float)
                .sub(teacher.to(torch.ScalarType.Float))
                .square()
                .mean(-1); // [N, L]
        return meanOverRemoved(error, batch);
    }

    private Tensor meanOverRemoved(Tensor error, Batch batch) {
        float[] removed = new float[batch.size() * batch.network().tokens()];
        int i = 0;
        for (TokenMask mask : batch.masks()) {
            for (int token = 0; token < mask.tokens(); token++) {
                removed[i++] = mask.removed(token) ? 1 : 0;
            }
        }
        Tensor mask = perToken(removed, batch);
        return error.mul(mask).sum().div(mask.sum());
    }

    private Tensor images(Batch batch) {
        return tensor(batch.images(), batch, NetworkConfig.INPUT_CHANNELS);
    }

    private Tensor tensor(float[] values, Batch batch, int channels) {
        return TorchTensors.inScope(
                values,
                batch.size(),
                channels,
                batch.network().frameHeight(),
                batch.network().frameWidth());
    }

    private Tensor perToken(float[] values, Batch batch) {
        return TorchTensors.inScope(values, batch.size(), batch.network().tokens());
    }

    private Tensor kept(Batch batch) {
        long[] kept = batch.masks().stream()
                .flatMapToLong(mask -> java.util.Arrays.stream(mask.kept()).asLongStream())
                .toArray();
        return TorchTensors.inScope(kept, batch.size(), batch.network().keptTokens());
    }

    private Tensor restore(Batch batch) {
        long[] restore = batch.masks().stream()
                .flatMapToLong(mask -> java.util.Arrays.stream(mask.restore()).asLongStream())
                .toArray();
        return TorchTensors.inScope(restore, batch.size(), batch.network().tokens());
    }

    /** Gradients as they are now, by name. */
    Map<String, dev.vedette.model.Tensor> gradients() {
        Map<String, dev.vedette.model.Tensor> gradients = new LinkedHashMap<>();
        WeightLayout.of(weights.network()).stream()
                .filter(learning::containsKey)
                .filter(spec -> weights.get(spec.name()).grad().defined())
                .forEach(spec -> gradients.put(
                        spec.name(),
                        TorchTensors.copyOf(weights.get(spec.name()).grad(), spec.shapeArray())));
        return gradients;
    }

    /** The optimiser's state, to go on from with {@link #resume}. */
    public Map<String, dev.vedette.model.Tensor> state() {
        return optimizer.state();
    }

    public long steps() {
        return optimizer.steps();
    }

    public void resume(Map<String, dev.vedette.model.Tensor> state, long steps) {
        optimizer.load(state, steps);
    }

    @Override
    public void close() {
        optimizer.close();
    }
}
