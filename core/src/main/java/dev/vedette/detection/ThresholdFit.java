package dev.vedette.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A threshold as a promise: from causal scores of normal footage, so that no more than so many false alarms a day are to be expected.
 *
 * <p>Where the footage is long enough to hold some of the alarms that are allowed, they are counted, as events ({@link EventFinder#GAP}). Where it is not, the
 * highest events tell how fast they become rarer: the peaks of events above a level lie above it by exponentially distributed distances (peaks
 * over threshold, with shape 0; Coles, <i>An Introduction to Statistical Modeling of Extreme Values</i>, 2001, section 4). No footage tells of alarms
 * that are much rarer than it is long, so the promise ends there. Not thread-safe.
 */
public final class ThresholdFit {
    /** As many alarms can be counted; fewer are a matter of chance. */
    private static final int COUNTABLE = 5;

    /** Events that tell how the highest scores are distributed. */
    private static final int TAIL_EVENTS = 20;

    /** Footage tells of alarms that come once in so many times its length. */
    private static final double FURTHEST = 5;

    private static final double HOURS_A_DAY = 24;

    private final List<Stretch> stretches = new ArrayList<>();
    private double hours;

    @SuppressWarnings("ArrayRecordComponent")
    private record Stretch(double[] scores, int gap) {}

    /**
     * What can be promised.
     *
     * @param threshold causal scores above it alarm
     * @param falseAlarmsPerDay that are to be expected on footage of this kind: those allowed, or more where the footage is too short to promise so few
     * @param hours of footage that this was fitted to
     * @param alarms that the footage gives at the threshold
     */
    public record Promise(double threshold, double falseAlarmsPerDay, double hours, int alarms) {}

    /** Takes causal scores of consecutive frames of normal footage. */
    public void add(double[] causal, double frameRate) {
        int gap = (int) Math.floor(seconds(EventFinder.GAP) * frameRate + 1e-6);
        stretches.add(new Stretch(causal.clone(), gap));
        hours += causal.length / frameRate / seconds(Duration.ofHours(1));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /**
     * @param falseAlarmsPerDay allowed, more than 0
     * @throws IllegalStateException if no scores were added
     */
    public Promise promise(double falseAlarmsPerDay) {
        double[] descending = descending();
        if (descending.length == 0) {
            throw new IllegalStateException("a threshold needs scores");
        }
        double allowed = falseAlarmsPerDay * hours / HOURS_A_DAY;
        double expected = Math.max(allowed, 1 / FURTHEST);
        double threshold = allowed >= COUNTABLE ? counted(descending, allowed) : extrapolated(descending, expected);
        return new Promise(
                threshold,
                expected / hours * HOURS_A_DAY,
                hours,
                peaks(threshold).size());
    }

    private double[] descending() {
        double[] all = stretches.stream()
                .flatMapToDouble(stretch -> Arrays.stream(stretch.scores()))
                .sorted()
                .toArray();
        for (int i = 0; i < all.length / 2; i++) {
            double other = all[i];
            all[i] = all[all.length - 1 - i];
            all[all.length - 1 - i] = other;
        }
        return all;
    }

    /** The lowest score above which there are no more events than allowed, coming from the highest. */
    private double counted(double[] descending, double allowed) {
        int few = 0;
        int many = 1;
        while (many < descending.length && peaks(descending[many]).size() <= allowed) {
            few = many;
            many *= 2;
        }
        int end = Math.min(many, descending.length);
        while (end - few > 1) {
            int middle = (few + end) / 2;
            if (peaks(descending[middle]).size() <= allowed) {
                few = middle;
            } else {
                end = middle;
            }
        }
        return descending[few];
    }

    private double extrapolated(double[] descending, double expected) {
        double level = descending[descending.length - 1];
        List<Double> tail = List.of();
        // Lower than the median, events run into each other.
        for (int rank = 1; rank <= descending.length / 2 && tail.size() < TAIL_EVENTS; rank += 1 + rank / 8) {
            List<Double> peaks = peaks(descending[rank]);
            if (peaks.size() > tail.size()) {
                tail = peaks;
                level = descending[rank];
            }
        }
        if (tail.isEmpty()) {
            return descending[0];
        }
        double above = level;
        double mean = tail.stream().mapToDouble(peak -> peak - above).average().orElseThrow();
        return level + mean * Math.log(Math.max(1, tail.size() / expected));
    }

    /** The highest score of each event. */
    private List<Double> peaks(double threshold) {
        List<Double> peaks = new ArrayList<>();
        for (Stretch stretch : stretches) {
            double[] scores = stretch.scores();
            int last = -1;
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] > threshold) {
                    if (last < 0 || i - last > Math.max(1, stretch.gap())) {
                        peaks.add(scores[i]);
                    } else {
                        int event = peaks.size() - 1;
                        peaks.set(event, Math.max(peaks.get(event), scores[i]));
                    }
                    last = i;
                }
            }
        }
        return peaks;
    }
}
