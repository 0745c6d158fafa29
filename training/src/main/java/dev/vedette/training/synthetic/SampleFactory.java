package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.Footage;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes training samples from footage. A sample depends on nothing but the clip's number and the generator's state.
 * Safe for use by many threads.
 */
public final class SampleFactory {
    private final Footage footage;
    private final ObjectSource anomalies;
    private final ObjectSource decoys;
    private final Paster paster;
    private final SampleShares shares;

    /**
     * @param anomalies things that do not belong
     * @param decoys things that do
     */
    public SampleFactory(
            Footage footage, ObjectSource anomalies, ObjectSource decoys, Paster paster, SampleShares shares) {
        this.footage = footage;
        this.anomalies = anomalies;
        this.decoys = decoys;
        this.paster = paster;
        this.shares = shares;
    }

    /** Number of clips to choose from. */
    public int size() {
        return footage.size();
    }

    /** A sample of clip {@code index}: as it is, or with anomalies, with decoys or with both, as chance has it. */
    public TrainingSample sample(int index, RandomGenerator random) {
        boolean abnormal = random.nextDouble() < shares.synthetic();
        boolean decoyed = random.nextDouble() < shares.decoy();
        boolean mirror = shares.mirror() && random.nextBoolean();
        TrainingSample sample = TrainingSample.normal(footage.clip(index));
        if (decoyed) {
            for (int i = random.nextInt(shares.objects()); i >= 0; i--) {
                sample = withDecoy(sample, random);
            }
        }
        if (abnormal) {
            for (int i = random.nextInt(shares.objects()); i >= 0; i--) {
                sample = withAnomaly(sample, anomalies, paster, random).orElse(sample);
            }
        }
        return mirror ? sample.mirrored() : sample;
    }

    /** A clip with an anomaly: the clean frame is the target, and the anomaly map says where the thing lies. */
    static Optional<TrainingSample> abnormal(Clip clip, ObjectSource source, Paster paster, RandomGenerator random) {
        return withAnomaly(TrainingSample.normal(clip), source, paster, random);
    }

    private static Optional<TrainingSample> withAnomaly(
            TrainingSample sample, ObjectSource source, Paster paster, RandomGenerator random) {
        return source.draw(random, sample.shown())
                .flatMap(object -> paster.paste(sample.shown(), object))
                .map(pasted -> new TrainingSample(
                        pasted.shown(),
                        sample.target(),
                        larger(sample.anomalyMap(), pasted.map()),
                        pasted.shown().gradient(),
                        true));
    }

    private static byte[] larger(byte[] a, byte[] b) {
        byte[] larger = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            larger[i] = (byte) Math.max(a[i] & 0xff, b[i] & 0xff);
        }
        return larger;
    }

    /** A clip with a thing that belongs: the target shows it and the anomaly map is empty. */
    private TrainingSample withDecoy(TrainingSample sample, RandomGenerator random) {
        return decoys.draw(random, sample.shown())
                .flatMap(object -> paster.paste(sample.shown(), object))
                .map(pasted -> TrainingSample.normal(pasted.shown()))
                .orElse(sample);
    }
}
