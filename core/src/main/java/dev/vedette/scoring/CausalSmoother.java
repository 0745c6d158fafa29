package dev.vedette.scoring;

/**
 * One-sided Gaussian over the scores seen so far: weight exp(−k²/(2σ²)) for the score k frames ago, k up to 3σ, divided by the
 * sum of the weights of the scores that exist. Looks backwards only. Not thread-safe.
 */
public final class CausalSmoother {
    private final double[] weights;
    private final double[] recent;
    private long seen;

    /** @param sigma in frames; 0 leaves scores as they are */
    public CausalSmoother(double sigma) {
        weights = new double[1 + (int) Math.ceil(3 * sigma)];
        recent = new double[weights.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = k == 0 ? 1 : Math.exp(-(double) k * k / (2 * sigma * sigma));
        }
    }

    public double next(double score) {
        recent[(int) (seen++ % recent.length)] = score;
        double sum = 0;
        double total = 0;
        for (int k = 0; k < Math.min(seen, weights.length); k++) {
            sum += weights[k] * recent[(int) ((seen - 1 - k) % recent.length)];
            total += weights[k];
        }
        return sum / total;
    }
}
