package dev.vedette.scoring;

/**
 * Gaussian over a recorded series, both ways: weights exp(−k²/(2σ²)), |k| ≤ 3σ, divided by the sum of the weights of the frames
 * that exist, so that scores neither dip at the ends nor shift in time (unlike TemporalGaussian, which is the released
 * code's).
 */
public final class GaussianSmoothing {
    private GaussianSmoothing() {}

    /**
     * @param sigma in frames; 0 leaves scores as they are
     * @return a new array of the same length
     */
    public static double[] apply(double[] series, double sigma) {
        int reach = (int) Math.ceil(3 * sigma);
        double[] smooth = new double[series.length];
        for (int i = 0; i < series.length; i++) {
            double sum = 0;
            double total = 0;
            for (int j = Math.max(0, i - reach); j <= Math.min(series.length - 1, i + reach); j++) {
                double distance = j - i;
                double weight = j == i ? 1 : Math.exp(-distance * distance / (2 * sigma * sigma));
                sum += weight * series[j];
                total += weight;
            }
            smooth[i] = sum / total;
        }
        return smooth;
    }
}
