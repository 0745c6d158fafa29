package dev.vedette.training;

import dev.vedette.engine.learning.Batch;
import dev.vedette.engine.learning.MotionWeights;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.scoring.UsualMotion;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.footage.FootageSplit;
import dev.vedette.training.footage.FootageStore;
import dev.vedette.training.synthetic.HeldOutSamples;
import dev.vedette.training.synthetic.HeldOutSequences;
import dev.vedette.training.synthetic.SampleFactory;
import dev.vedette.training.synthetic.TrainingSample;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What is learned from and what is held out.
 *
 * @param samples from the part that is learned from
 * @param moving numbers of the samples' clips in which anything moves
 * @param heldOut the other part
 * @param validation clips of the other part, with and without synthetic anomalies
 * @param sources of synthetic anomalies
 * @param usual how things move in the part that is learned from
 */
@SuppressWarnings("ArrayRecordComponent")
record Material(
        TrainingConfig config,
        SampleFactory samples,
        int[] moving,
        Footage heldOut,
        HeldOutSamples validation,
        AnomalySources sources,
        UsualMotion usual) {
    private static final int SEQUENCES = 20;

    /** As many as pass while the widest smoothing forgets what was before. */
    private static final double SEQUENCE_SECONDS = 3;

    private static final int SHORTEST_SEQUENCE = 16;

    /** Enough to know how things move. */
    private static final int OBSERVED_CLIPS = 1500;

    static Material prepare(FootageStore store, TrainingConfig config, TrainingListener listener) {
        FootageSplit split = store.split(config.validation().share(), config.seed());
        AnomalySources sources = AnomalySources.of(config, split, listener);
        HeldOutSamples validation = new HeldOutSamples(
                split.heldOut(),
                sources.heldOut(),
                sources.paster(),
                config.validation().samples() / 2,
                config.seed() + 1);
        if (validation.size() == 0) {
            throw VedetteException.badInput(
                    "no synthetic anomaly could be made of the held-out footage: expected things"
                            + " that move there; give more footage, or objects by --anomalies");
        }
        SampleFactory samples = new SampleFactory(
                split.training(), sources.learning(), sources.decoys(), sources.paster(), sources.shares());
        return new Material(
                config,
                samples,
                split.training().moving(),
                split.heldOut(),
                validation,
                sources,
                usual(config, split.training()));
    }

    private static UsualMotion usual(TrainingConfig config, Footage footage) {
        UsualMotion.Observer observer = new UsualMotion.Observer(config.network());
        int every = (footage.size() + OBSERVED_CLIPS - 1) / OBSERVED_CLIPS;
        for (int i = 0; i < footage.size(); i += every) {
            observer.observe(footage.clip(i));
        }
        return observer.usual();
    }

    /** Stretches of what is held out, with and without synthetic anomalies. */
    HeldOutSequences sequences(double frameRate) {
        return new HeldOutSequences(
                heldOut,
                sources.heldOut(),
                sources.paster(),
                SEQUENCES,
                Math.max(SHORTEST_SEQUENCE, (int) Math.round(SEQUENCE_SECONDS * frameRate)),
                config.seed() + 2);
    }

    /**
     * Split, because generators of seeds that differ by multiples of the golden ratio's 64 bits run through the same numbers, one ahead of
     * the other.
     */
    private SplittableRandom random(Phase phase, int step) {
        long ofPhase = new SplittableRandom(config.seed() * 31 + phase.ordinal()).nextLong();
        return new SplittableRandom(ofPhase + step).split();
    }

    /** Number of a clip to learn from. */
    private int clip(SplittableRandom random) {
        boolean some = moving.length > 0 && moving.length < samples.size();
        return some && random.nextDouble() < config.schedule().movingShare()
                ? moving[random.nextInt(moving.length)]
                : random.nextInt(samples.size());
    }

    /** The batch of a step: always the same one, whatever was made before. */
    Batch batch(Phase phase, int step) {
        SplittableRandom random = random(phase, step);
        NetworkConfig network = config.schedule().view(config.network(), phase, step);
        int n = config.schedule().samples(config.network(), network);
        int pixels = network.frameWidth() * network.frameHeight();
        float[] images = new float[n * NetworkConfig.INPUT_CHANNELS * pixels];
        float[] targets = new float[n * NetworkConfig.OUTPUT_CHANNELS * pixels];
        float[] weights = new float[n * network.tokens()];
        List<TokenMask> masks = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            TrainingSample sample = Crop.of(samples.sample(clip(random), random), network, random);
            sample.writeImages(images, i * NetworkConfig.INPUT_CHANNELS * pixels);
            sample.writeTargets(targets, i * NetworkConfig.OUTPUT_CHANNELS * pixels);
            float[] ofSample = MotionWeights.of(network, sample.gradients(), sample.scaledMap());
            System.arraycopy(ofSample, 0, weights, i * network.tokens(), network.tokens());
            masks.add(
                    config.method().gridMasks()
                            ? TokenMask.perRow(network, random)
                            : TokenMask.random(network, random));
        }
        return new Batch(network, images, targets, weights, masks);
    }
}
