package dev.vedette.scoring;

import dev.vedette.fault.VedetteException;

/**
 * One-sided Gaussian over the scores seen so far: weight exp(−k²/(2σ²)) for the score k frames ago, k up to 3σ, divided by the
 * sum of the weights of the scores that exist. Frames without a score are left out; they do not bring others nearer. Looks
 * backwards only. Not thread-safe.
 */
public final class CausalSmoother {
    private final double[] weights;
    private final double[] recent;
    private final long[] frames;
    private long seen;
    private long newest = -1;

    /** @param sigma in frames; 0 leaves scores as they are */
    public CausalSmoother(double sigma) {
        weights = new double[1 + (int) Math.ceil(3 * sigma)];
        recent = new double[weights.length];
        frames = new long[weights.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = k == 0 ? 1 : Math.exp(-(double) k * k / (2 * sigma * sigma));
        }
    }

    /**
     * @param frame number of the frame
     * @throws VedetteException bad input, when it is not larger than those before
     */
    public double next(long frame, double score) {
        if (frame <= newest) {
            throw VedetteException.badInput("frame " + frame + " comes after frame " + newest
                    + ", but a stream's frames must be numbered in the order in which they come");
        }
        newest = frame;
        int free = (int) (seen++ % recent.length);
        recent[free] = score;
        frames[free] = frame;
        double sum = 0;
        double total = 0;
        for (int back = 0; back < Math.min(seen, recent.length); back++) {
            int place = (int) ((seen - 1 - back) % recent.length);
            long ago = frame - frames[place];
            if (ago >= weights.length) {
                break;
            }
            sum += weights[(int) ago] * recent[place];
            total += weights[(int) ago];
        }
        return sum / total;
    }
}
