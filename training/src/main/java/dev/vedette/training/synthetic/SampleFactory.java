package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.Footage;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes training samples from footage. A sample depends on nothing but the clip's number and the generator's state. Safe for
 * use by many threads.
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

    /** A sample of clip {@code index}: as it is, with an anomaly or with a decoy, as chance has it. */
    public TrainingSample sample(int index, RandomGenerator random) {
        Clip clip = footage.clip(index);
        double chance = random.nextDouble();
        boolean mirror = shares.mirror() && random.nextBoolean();
        TrainingSample sample = TrainingSample.normal(clip);
        if (chance < shares.synthetic()) {
            sample = abnormal(clip, anomalies, paster, random).orElse(sample);
        } else if (chance < shares.synthetic() + shares.decoy()) {
            sample = decoy(clip, random).orElse(sample);
        }
        return mirror ? sample.mirrored() : sample;
    }

    /** A clip with an anomaly: the clean frame is the target, and the anomaly map says where the thing lies. */
    static Optional<TrainingSample> abnormal(Clip clip, ObjectSource source, Paster paster, RandomGenerator random) {
        return source.draw(random, clip)
                .flatMap(object -> paster.paste(clip, object))
                .map(pasted -> new TrainingSample(
                        pasted.shown(),
                        clip.present(),
                        pasted.map(),
                        pasted.shown().gradient(),
                        true));
    }

    /** A clip with a thing that belongs: the target shows it and the anomaly map is empty. */
    private Optional<TrainingSample> decoy(Clip clip, RandomGenerator random) {
        return decoys.draw(random, clip)
                .flatMap(object -> paster.paste(clip, object))
                .map(pasted -> TrainingSample.normal(pasted.shown()));
    }
}
