package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.Footage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Stretches of held-out footage, each as it is and with an anomaly that passes through it, to choose by what depends on time. The same
 * footage, source and seed give the same set. Clips are read again whenever they are asked for.
 */
public final class HeldOutSequences {
    private static final int ATTEMPTS = 20;

    private final Footage footage;
    private final Paster paster;
    private final List<Stretch> stretches = new ArrayList<>();

    /**
     * Clips that follow upon each other, and what passes through them.
     *
     * @param firstClip number of the first in the footage
     * @param clips how many
     * @param anomaly as it is in the middle one
     */
    public record Stretch(int firstClip, int clips, MovingObject anomaly) {}

    /**
     * @param count stretches, spread evenly over the footage; they overlap where it is short
     * @param most clips of a stretch; fewer where most of the footage has no such stretch
     * @param seed decides what is pasted
     */
    public HeldOutSequences(Footage footage, ObjectSource anomalies, Paster paster, int count, int most, long seed) {
        this.footage = footage;
        this.paster = paster;
        SplittableRandom random = new SplittableRandom(seed);
        List<Footage.Segment> segments = footage.segments();
        int length = Math.min(most, common(segments));
        List<Footage.Segment> longEnough =
                segments.stream().filter(segment -> segment.clips() >= length).toList();
        int places = longEnough.stream()
                .mapToInt(segment -> segment.clips() - length + 1)
                .sum();
        for (int i = 0; i < count && places > 0; i++) {
            int first = start(longEnough, length, (int) ((i + 0.5) * places / count));
            anomaly(footage.clip(first + length / 2), anomalies, random.split())
                    .ifPresent(anomaly -> stretches.add(new Stretch(first, length, anomaly)));
        }
    }

    /** The greatest length that segments have which hold at least half of all clips: a few that are longer must not be all that is looked at. */
    private static int common(List<Footage.Segment> segments) {
        int all = segments.stream().mapToInt(Footage.Segment::clips).sum();
        int[] ascending =
                segments.stream().mapToInt(Footage.Segment::clips).sorted().toArray();
        int held = 0;
        for (int i = ascending.length - 1; i >= 0; i--) {
            held += ascending[i];
            if (2L * held >= all) {
                return ascending[i];
            }
        }
        return 0;
    }

    /** First clip of one of the places where a stretch fits, counted from 0. */
    private static int start(List<Footage.Segment> segments, int length, int place) {
        int left = place;
        for (Footage.Segment segment : segments) {
            int here = segment.clips() - length + 1;
            if (left < here) {
                return segment.firstClip() + left;
            }
            left -= here;
        }
        throw new IndexOutOfBoundsException("place " + place);
    }

    private static Optional<MovingObject> anomaly(Clip middle, ObjectSource source, SplittableRandom random) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<MovingObject> anomaly =
                    source.draw(random, middle).filter(object -> object.later(0).isPresent());
            if (anomaly.isPresent()) {
                return anomaly;
            }
        }
        return Optional.empty();
    }

    public List<Stretch> stretches() {
        return Collections.unmodifiableList(stretches);
    }

    /**
     * A clip of a stretch with the stretch's anomaly; empty where its middle frame does not show it, so that the clip is as the footage has it.
     *
     * @param number of the clip in the stretch, from 0
     */
    public Optional<Clip> abnormal(Stretch stretch, int number) {
        return stretch.anomaly
                .later(number - stretch.clips / 2)
                .flatMap(object -> paster.paste(footage.clip(stretch.firstClip + number), object))
                .map(Paster.Pasted::shown);
    }
}
