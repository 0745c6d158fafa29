package dev.vedette.scoring;

import dev.vedette.model.NetworkConfig;

/**
 * The paper's optional cleaning of the discrepancy map, which the published scores do not use: per pixel and channel
 * (student − teacher)², times the normalised motion gradient, then an erosion with a 2×2 window and two dilations with 3×3
 * windows, then the mean over the pixels and channels of each token.
 *
 * <p>The normalised gradient is the mean of the three channels, stretched to 0..1 in every pixel column by itself (0 in a
 * column without contrast). The operators on the three colours take the extreme over the colours too, so that the colours
 * become equal; the anomaly map goes through its own. Beyond the edges counts as 0: one row and column at the end for
 * the 2×2 window, one on each side for 3×3.
 */
public final class Morphology {
    private static final int COLOURS = 3;

    private final NetworkConfig network;
    private final int width;
    private final int height;

    public Morphology(NetworkConfig network) {
        this.network = network;
        width = network.frameWidth();
        height = network.frameHeight();
    }

    /**
     * The cleaned map of one sample.
     *
     * @param teacher [L, p·p·4], channel fastest
     * @param student [L, p·p·4], channel fastest
     * @param gradients [3, H, W], 0..255
     * @return a value for each token
     */
    public ScoreMap apply(float[] teacher, float[] student, float[] gradients) {
        float[][] difference = squaredDifference(teacher, student);
        float[] weight = normalised(gradients);
        for (float[] channel : difference) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] *= weight[i];
            }
        }
        float[] colours = clean(new float[][] {difference[0], difference[1], difference[2]});
        float[] map = clean(new float[][] {difference[COLOURS]});
        float[] tokens = new float[network.tokens()];
        float share = 1f / network.outputPatchSize();
        for (int i = 0; i < colours.length; i++) {
            int token = i / width / network.patch() * network.grid().columns() + i % width / network.patch();
            tokens[token] += (COLOURS * colours[i] + map[i]) * share;
        }
        return new ScoreMap(network.grid(), tokens);
    }

    /** [4][H·W]. */
    private float[][] squaredDifference(float[] teacher, float[] student) {
        float[][] planes = new float[NetworkConfig.OUTPUT_CHANNELS][width * height];
        int patch = network.patch();
        for (int i = 0; i < teacher.length; i++) {
            int token = i / network.outputPatchSize();
            int pixel = i % network.outputPatchSize() / NetworkConfig.OUTPUT_CHANNELS;
            int y = token / network.grid().columns() * patch + pixel / patch;
            int x = token % network.grid().columns() * patch + pixel % patch;
            float difference = student[i] - teacher[i];
            planes[i % NetworkConfig.OUTPUT_CHANNELS][y * width + x] = difference * difference;
        }
        return planes;
    }

    /** [H·W], 0..1. */
    private float[] normalised(float[] gradients) {
        int plane = width * height;
        float[] mean = new float[plane];
        for (int i = 0; i < plane; i++) {
            mean[i] = (gradients[i] + gradients[plane + i] + gradients[2 * plane + i]) / COLOURS;
        }
        for (int x = 0; x < width; x++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = x; i < plane; i += width) {
                least = Math.min(least, mean[i]);
                most = Math.max(most, mean[i]);
            }
            for (int i = x; i < plane; i += width) {
                mean[i] = most > least ? (mean[i] - least) / (most - least) : 0;
            }
        }
        return mean;
    }

    private float[] clean(float[][] channels) {
        float[] eroded = erode(channels, width, height);
        float[] dilated = dilate(new float[][] {eroded}, width, height);
        return dilate(new float[][] {dilated}, width, height);
    }

    /** Least value over all channels and a 2×2 window that begins at the pixel. */
    static float[] erode(float[][] channels, int width, int height) {
        float[] out = new float[width * height];
        for (int i = 0; i < out.length; i++) {
            boolean window = i % width + 1 < width && i / width + 1 < height;
            float least = window ? Float.POSITIVE_INFINITY : 0;
            for (float[] channel : channels) {
                for (int row = i; row < out.length && row <= i + width; row += width) {
                    least = Math.min(least, channel[row]);
                    least = i % width + 1 < width ? Math.min(least, channel[row + 1]) : least;
                }
            }
            out[i] = least;
        }
        return out;
    }

    /** Largest value over all channels and a 3×3 window around the pixel. */
    static float[] dilate(float[][] channels, int width, int height) {
        float[] out = new float[width * height];
        for (int i = 0; i < out.length; i++) {
            int x = i % width;
            int y = i / width;
            boolean window = x > 0 && x + 1 < width && y > 0 && y + 1 < height;
            float most = window ? Float.NEGATIVE_INFINITY : 0;
            for (float[] channel : channels) {
                for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
                    for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
                        most = Math.max(most, channel[row * width + column]);
                    }
                }
            }
            out[i] = most;
        }
        return out;
    }
}
