package dev.vedette.video.heat;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.scoring.ScoringRule.Pooling;
import java.util.Arrays;

/**
 * Which token scores count as cold and which as hot; the same for all frames of a video, so that its pictures can be
 * compared.
 *
 * @param low at or below it nothing is painted
 * @param high at or above it the colour is the hottest; greater than {@code low}
 */
public record HeatScale(double low, double high) {
    /**
     * From what is normal for a frame to twice as far as the threshold, where token scores and frame scores are the same
     * quantity and the detector is calibrated; otherwise from what most tokens of the video show to what few do.
     *
     * @param tokens scores of tokens of the video, a fair sample of at least one
     */
    public static HeatScale of(Detector detector, float[] tokens) {
        Calibration calibration = detector.calibration();
        boolean comparable = detector.scoring().pooling() != Pooling.MEAN && calibration.deviationNormal() > 0;
        double low = calibration.meanNormal();
        double above = 2 * (calibration.threshold() - low);
        if (!comparable || !(above > 0)) {
            float[] sorted = tokens.clone();
            Arrays.sort(sorted);
            low = sorted[(int) (0.95 * (sorted.length - 1))];
            above = sorted[(int) (0.9995 * (sorted.length - 1))] - low;
        }
        return new HeatScale(low, low + Math.max(above, Math.ulp((float) low)));
    }

    /** 0 (cold) to 1 (hot). */
    public double share(double score) {
        return Math.max(0, Math.min(1, (score - low) / (high - low)));
    }
}
