package dev.vedette.engine.learning;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import java.util.List;

/**
 * What one step learns from; N samples.
 *
 * @param network whose frame size is the samples': whole frames or crops
 * @param images [N, 9, H, W], −1..1
 * @param targets [N, 4, H, W], −1..1: frame t and the anomaly map
 * @param tokenWeights [N, L], how much each token counts in the teacher's loss
 * @param masks N
 */
@SuppressWarnings("ArrayRecordComponent")
public record Batch(
        NetworkConfig network, float[] images, float[] targets, float[] tokenWeights, List<TokenMask> masks) {
    public int size() {
        return masks.size();
    }
}
