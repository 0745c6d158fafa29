package dev.vedette.engine.learning;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import java.util.Arrays;

/**
 * How much each token counts in the teacher's loss (paper section 3.3, released code): the anomaly map, clipped to 0..1, times
 * max(128, largest gradient of the sample) is added to each gradient channel; the largest value of a patch is taken for each
 * channel; mean over the channels; divided by the sum over the sample's tokens. Where nothing moves and nothing is pasted, all
 * tokens count alike.
 */
public final class MotionWeights {
    private static final int CHANNELS = 3;

    private MotionWeights() {}

    /**
     * @param gradients [3, H, W], 0..255
     * @param anomalyMap [H, W], −1 normal .. +1 abnormal
     * @return [L], sum 1
     */
    public static float[] of(NetworkConfig network, float[] gradients, float[] anomalyMap) {
        float[] largest = perPatch(network, withAnomalies(gradients, anomalyMap));
        double sum = 0;
        for (float weight : largest) {
            sum += weight;
        }
        if (sum == 0) {
            Arrays.fill(largest, 1f / largest.length);
            return largest;
        }
        for (int i = 0; i < largest.length; i++) {
            largest[i] = (float) (largest[i] / sum);
        }
        return largest;
    }

    /** The gradients with the scaled anomaly map added to every channel, [3, H, W]. */
    public static float[] withAnomalies(float[] gradients, float[] anomalyMap) {
        float height = 128;
        for (float gradient : gradients) {
            height = Math.max(height, gradient);
        }
        float[] raised = gradients.clone();
        for (int i = 0; i < raised.length; i++) {
            raised[i] += Math.min(1, Math.max(0, anomalyMap[i % anomalyMap.length])) * height;
        }
        return raised;
    }

    /** Mean over the channels of the largest value of each patch, [L]. */
    private static float[] perPatch(NetworkConfig network, float[] planar) {
        TokenGrid grid = network.grid();
        float[] mean = new float[grid.tokens()];
        int plane = planar.length / CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] largest = dev.vedette.model.PatchMaximum.of(
                    network, Arrays.copyOfRange(planar, channel * plane, (channel + 1) * plane));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += largest[i] / CHANNELS;
            }
        }
        return mean;
    }
}
