package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;
import java.util.List;

/**
 * What a quantity of moving tokens usually is at each place of a picture.
 *
 * @param mean of what moved around a token, [L]; empty where nothing is known
 * @param deviation of the same, above 0, [L]
 */
public record Usual(List<Double> mean, List<Double> deviation) {
    /** Nothing is known: quantities are taken as they are. */
    public static final Usual UNKNOWN = new Usual(List.of(), List.of());

    public Usual {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        if (mean.size() != deviation.size()
                || !mean.stream().allMatch(Double::isFinite)
                || !deviation.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw VedetteException.badConfiguration("what is usual has " + mean.size() + " means and "
                    + deviation.size() + " deviations; expected as many of both, finite, deviations above 0");
        }
    }

    public boolean known() {
        return !mean.isEmpty();
    }

    /** By how many deviations a quantity exceeds the mean of its place; 0 where it does not: [L]. */
    float[] excess(float[] quantity) {
        if (!known()) {
            return quantity;
        }
        float[] excess = new float[quantity.length];
        for (int token = 0; token < excess.length; token++) {
            excess[token] = (float) Math.max(0, (quantity[token] - mean.get(token)) / deviation.get(token));
        }
        return excess;
    }
}
