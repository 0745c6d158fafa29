package dev.vedette.model;

/** Largest value in each patch of one sample, over all channels. */
public final class PatchMaximum {
    private PatchMaximum() {}

    /**
     * @param planar [channels, H, W]
     * @return [L]
     */
    public static float[] of(NetworkConfig network, float[] planar) {
        TokenGrid grid = network.grid();
        int width = network.frameWidth();
        int height = network.frameHeight();
        float[] largest = new float[grid.tokens()];
        java.util.Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        int channels = planar.length / (width * height);
        for (int row = 0; row < channels * height; row++) {
            int tokenRow = row % height / network.patch() * grid.columns();
            for (int x = 0; x < width; x++) {
                int token = tokenRow + x / network.patch();
                largest[token] = Math.max(largest[token], planar[row * width + x]);
            }
        }
        return largest;
    }
}
