package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.Footage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A fixed set of held-out clips, each as it is and with an anomaly pasted into it, to choose checkpoints and thresholds
 * by. The same footage, source and seed give the same set. Clips are read again whenever they are asked for. Safe for
 * use by many threads.
 */
public final class HeldOutSamples {
    private final Footage footage;
    private final ObjectSource anomalies;
    private final Paster paster;
    private final List<Pick> picks = new ArrayList<>();

    private record Pick(int clip, long seed) {}

    /** A clip as it is and with an anomaly in it. */
    public record Pair(TrainingSample normal, TrainingSample abnormal) {}

    /**
     * @param count most pairs; fewer where the footage is shorter
     * @param seed decides where and what is pasted
     */
    public HeldOutSamples(Footage footage, ObjectSource anomalies, Paster paster, int count, long seed) {
        this.footage = footage;
        this.anomalies = anomalies;
        this.paster = paster;
        SplittableRandom random = new SplittableRandom(seed);
        int size = footage.size();
        int wanted = Math.min(count, size);
        for (int i = 0; i < wanted; i++) {
            Pick pick = new Pick((int) ((long) i * size / wanted), random.nextLong());
            if (abnormal(footage.clip(pick.clip), pick).isPresent()) {
                picks.add(pick);
            }
        }
    }

    /** Number of pairs. */
    public int size() {
        return picks.size();
    }

    /** Pair {@code index} of {@link #size()}. */
    public Pair pair(int index) {
        Pick pick = picks.get(index);
        Clip clip = footage.clip(pick.clip);
        return new Pair(TrainingSample.normal(clip), abnormal(clip, pick).orElseThrow());
    }

    private Optional<TrainingSample> abnormal(Clip clip, Pick pick) {
        return SampleFactory.abnormal(clip, anomalies, paster, new SplittableRandom(pick.seed));
    }
}
