package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;

/**
 * The method's smoothing of frame scores over time, to the digit of the published program: a Gaussian of standard
 * deviation σ on the offsets {@code 1..R−1}, whose peak sits at offset number {@code (R−1) div 2 − 1} (counted from 0, so
 * one left of the middle of an odd kernel: the result comes one frame late), weights
 * {@code exp(−(x−centre)²/(2σ²)) / (σ·√(2π))}, not normalised. The series is padded with {@code (R−1) div 2} zeros on
 * both sides and correlated (the kernel is not flipped); the result is as long as the series.
 *
 * <p>Zero padding pulls the scores at the ends of a video down, and the window looks ahead: kept for comparison with
 * published figures. Immutable, safe for use by several threads.
 *
 * @see <a href="https://arxiv.org/abs/2306.12041">Ristea et al., Self-Distilled Masked Auto-Encoders, CVPR 2024</a>
 */
public final class TemporalGaussian {
    private final int padding;
    private final double[] kernel;

    /**
     * @param range R, one more than the number of weights; at least 3
     * @param sigma standard deviation in frames; greater than 0
     */
    public TemporalGaussian(int range, double sigma) {
        if (range < 3 || !(sigma > 0) || Double.isInfinite(sigma)) {
            throw VedetteException.badConfiguration("temporal smoothing has range " + range + " and sigma " + sigma
                    + "; expected a range of at least 3 frames and a finite sigma above 0");
        }
        padding = (range - 1) / 2;
        kernel = weights(range, sigma);
    }

    private static double[] weights(int range, double sigma) {
        double[] weights = new double[range - 1];
        int centre = (range - 1) / 2 - 1;
        for (int i = 0; i < weights.length; i++) {
            double offset = i - centre;
            weights[i] = Math.exp(-offset * offset / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
        }
        return weights;
    }

    /** The {@code range − 1} weights, as a copy. */
    public double[] kernel() {
        return kernel.clone();
    }

    /** The smoothed series, of the same length; the argument is left as it was. */
    public double[] apply(double[] series) {
        double[] smoothed = new double[series.length];
        for (int i = 0; i < series.length; i++) {
            smoothed[i] = at(i, series);
        }
        return smoothed;
    }

    /** Neumaier's compensated sum: stretches of equal scores must come out equal, or their order decides the AUC. */
    private double at(int i, double[] series) {
        int last = Math.min(kernel.length, series.length + padding - i);
        double sum = 0;
        double lost = 0;
        for (int k = Math.max(0, padding - i); k < last; k++) {
            double term = kernel[k] * series[i - padding + k];
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        return sum + lost;
    }
}
