package dev.vedette.cli.benchmark;

import dev.vedette.engine.learning.Batch;
import dev.vedette.engine.learning.Learner;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import dev.vedette.training.TrainingConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Frames a second of learning steps: forward, loss, backward, AdamW; whole frames. Not thread-safe. */
public final class LearningSpeed {
    private static final int LARGEST_BATCH = 32;

    private final TrainingConfig config;
    private final double seconds;

    /** @param seconds that each measurement takes at least */
    public LearningSpeed(TrainingConfig config, double seconds) {
        this.config = config;
        this.seconds = seconds;
    }

    /** @param student which phase */
    public double of(boolean student, int threads) {
        try (Learner learner = learner(student, threads)) {
            return Rate.of(seconds, steps(learner));
        }
    }

    /** Memory while the teacher learns from that many frames. */
    public List<Soak.Point> soak(int threads, long frames) {
        try (Learner learner = learner(false, threads)) {
            return Soak.of(frames, steps(learner));
        }
    }

    private Rate.Work steps(Learner learner) {
        Batch batch = batch(config.network(), batchSize());
        return () -> {
            learner.step(batch, 1e-4, 1);
            return batch.size();
        };
    }

    private Learner learner(boolean student, int threads) {
        Learner.Options options = new Learner.Options(
                student,
                config.method().motionWeighted(),
                config.method().anomalyWeight(),
                config.method().frozenStatistics(),
                config.compute().bfloat16(),
                true,
                threads);
        return new Learner(config.network(), Weights.initial(config.network(), 1), options);
    }

    /** Samples a step; more would take memory and tell no more, since steps take samples one by one. */
    public int batchSize() {
        return Math.min(LARGEST_BATCH, config.schedule().batch());
    }

    /** In which numbers matrix products run. */
    public String precision() {
        return config.compute().bfloat16() ? "bfloat16" : "float32";
    }

    private static Batch batch(NetworkConfig network, int size) {
        SplittableRandom random = new SplittableRandom(1);
        int pixels = network.frameWidth() * network.frameHeight();
        float[] images = new float[size * NetworkConfig.INPUT_CHANNELS * pixels];
        for (int i = 0; i < images.length; i++) {
            images[i] = (float) random.nextDouble(-1, 1);
        }
        float[] targets = Arrays.copyOf(images, size * NetworkConfig.OUTPUT_CHANNELS * pixels);
        float[] weights = new float[size * network.tokens()];
        Arrays.fill(weights, 1f / network.tokens());
        List<TokenMask> masks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            masks.add(TokenMask.perRow(network, random));
        }
        return new Batch(network, images, targets, weights, masks);
    }
}
