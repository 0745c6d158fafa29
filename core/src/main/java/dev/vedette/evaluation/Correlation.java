package dev.vedette.evaluation;

import java.util.Arrays;

/** How alike two series of scores run, whatever their units. */
public final class Correlation {
    private Correlation() {}

    /**
     * Pearson's coefficient, −1..1; 0 where one of the series does not vary.
     *
     * @param a as long as {@code b}
     */
    public static double of(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElse(0);
        double meanB = Arrays.stream(b).average().orElse(0);
        double both = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            both += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        double size = Math.sqrt(squaresA * squaresB);
        return size > 0 ? both / size : 0;
    }
}
