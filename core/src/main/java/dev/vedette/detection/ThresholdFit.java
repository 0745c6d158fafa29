package dev.vedette.detection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A threshold as a promise: from causal scores of normal footage, so that no more than so many false alarms a day are to be expected.
 *
 * <p>Where the footage is long enough to hold some of the alarms that are allowed, they are counted, as events ({@link EventFinder#GAP}), and so few are let
 * through that four in five such promises hold: with the five highest events of a day let through, every second day would have more. Where it is not, the
 * highest events tell how fast they become rarer: the peaks of events above a level lie above it by exponentially distributed distances (peaks
 * over threshold, with shape 0; Coles, <i>An Introduction to Statistical Modeling of Extreme Values</i>, 2001, section 4). The more events there are the rarer alarms they
 * tell of, and the promise ends where they no longer do. Not thread-safe.
 */
public final class ThresholdFit {
    /** Of the standard normal distribution, four fifths lie below. */
    private static final double SURE = 0.8416;

    /** Events that tell how the highest scores are distributed: so many tell of alarms that come once in five times the footage's length. */
    private static final int TAIL_EVENTS = 24;

    /** Nothing is told of alarms that are rarer. */
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
     * @param falseAlarmsPerDay that are to be expected on footage of this kind, at most: exactly those allowed, or more where the footage is too short to promise so few
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
        OptionalInt counted = countedFor(allowed, descending.length);
        if (counted.isPresent()) {
            return promised(counted(descending, counted.getAsInt()), falseAlarmsPerDay);
        }
        Tail tail = tail(descending);
        double rarest = tail.rarest();
        return allowed >= rarest
                ? promised(tail.threshold(allowed), falseAlarmsPerDay)
                : promised(tail.threshold(rarest), rarest / hours * HOURS_A_DAY);
    }

    private Promise promised(double threshold, double falseAlarmsPerDay) {
        return new Promise(threshold, falseAlarmsPerDay, hours, peaks(threshold).size());
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

    /**
     * How many alarms tell surely that no more than those allowed are to be expected: the most whose upper limit, if alarms are a Poisson process, is not above. Empty where not even
     * none at all tells that.
     *
     * @param most alarms that there can be
     */
    private static OptionalInt countedFor(double allowed, int most) {
        int alarms = 0;
        while (alarms <= most && gammaQuantile(alarms + 1.0) <= allowed) {
            alarms++;
        }
        return alarms == 0 ? OptionalInt.empty() : OptionalInt.of(alarms - 1);
    }

    /** What four fifths of the gamma distribution of that shape, with scale 1, lie below (Wilson and Hilferty, 1931). */
    private static double gammaQuantile(double shape) {
        return shape * Math.pow(1 - 1 / (9 * shape) + SURE / (3 * Math.sqrt(shape)), 3);
    }

    /** The lowest score above which there are no more events than allowed, coming from the highest. */
    private double counted(double[] descending, int allowed) {
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

    private Tail tail(double[] descending) {
        Tail tail = new Tail(descending[0], List.of());
        // Lower than the median, events run into each other.
        for (int rank = 1; rank <= descending.length / 2 && tail.peaks.size() < TAIL_EVENTS; rank += 1 + rank / 8) {
            Tail lower = new Tail(descending[rank], peaks(descending[rank]));
            tail = lower.peaks.size() > tail.peaks.size() ? lower : tail;
        }
        return tail;
    }

    /**
     * The highest events.
     *
     * @param level that they exceed, just below the lowest of them
     */
    private record Tail(double level, List<Double> peaks) {
        /** How many of the events' distances from the level are free: the lowest event made it. */
        private double free() {
            return Math.max(1, peaks.size() - 1.0);
        }

        /**
         * The fewest alarms to be expected that the events tell of: there the standard error of that number, which is the mean distance's (1/√free of it)
         * times the logarithm of how much rarer they are than the events, reaches a factor of e.
         */
        double rarest() {
            double events = Math.max(1, peaks.size());
            return Math.max(1 / FURTHEST, events * Math.exp(-Math.sqrt(events - 1)));
        }

        /** Above it so many alarms are to be expected, the mean distance being known from the events alone (a Pareto distribution). */
        double threshold(double expected) {
            double sum = peaks.stream().mapToDouble(peak -> peak - level).sum();
            double rarer = Math.max(1, peaks.size() / expected);
            return level + sum * (Math.pow(rarer, 1 / free()) - 1);
        }
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
