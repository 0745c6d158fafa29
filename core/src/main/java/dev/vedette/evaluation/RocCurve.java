package dev.vedette.evaluation;

import dev.vedette.fault.VedetteException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Receiver operating characteristic: for every threshold, the share of normal items that reach it against the share of
 * abnormal items that do. Items of equal score enter together, as one straight piece, so the order of the input never
 * matters and the area is {@code P(abnormal > normal) + P(equal)/2} (Mann-Whitney).
 *
 * @param falsePositiveRates rising from 0 to 1
 * @param truePositiveRates rising from 0 to 1, as many
 * @param thresholds falling; at point i everything with a score of at least {@code thresholds[i]} counts as found
 * @param area area under the whole curve, 0..1, exact also after {@link #thinned}
 * @param equalErrorRate where the curve meets {@code false positive rate = 1 − true positive rate}, interpolated
 */
@SuppressWarnings("ArrayRecordComponent")
public record RocCurve(
        double[] falsePositiveRates,
        double[] truePositiveRates,
        double[] thresholds,
        double area,
        double equalErrorRate) {

    /**
     * Curve of scored items; empty when they are all normal or all abnormal.
     *
     * @param scores one for each item, greater is more abnormal, never NaN
     * @param labels true where the item is abnormal, as many as scores
     */
    public static Optional<RocCurve> of(double[] scores, boolean[] labels) {
        if (scores.length != labels.length) {
            throw VedetteException.badInput(scores.length + " scores with " + labels.length
                    + " labels; a ROC curve needs one label for each score");
        }
        double[] abnormal = sorted(scores, labels, true);
        double[] normal = sorted(scores, labels, false);
        if (abnormal.length == 0 || normal.length == 0) {
            return Optional.empty();
        }
        RocBuilder builder = new RocBuilder(normal.length, abnormal.length);
        int a = abnormal.length - 1;
        int n = normal.length - 1;
        while (a >= 0 || n >= 0) {
            double score = n < 0 || (a >= 0 && abnormal[a] > normal[n]) ? abnormal[a] : normal[n];
            int foundAbnormal = 0;
            int foundNormal = 0;
            for (; a >= 0 && abnormal[a] == score; a--) {
                foundAbnormal++;
            }
            for (; n >= 0 && normal[n] == score; n--) {
                foundNormal++;
            }
            builder.add(score, foundNormal, foundAbnormal);
        }
        return Optional.of(builder.build());
    }

    private static double[] sorted(double[] scores, boolean[] labels, boolean label) {
        double[] chosen = new double[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (Double.isNaN(scores[i])) {
                throw VedetteException.badInput(
                        "score number " + i + " is not a number; a ROC curve needs scores that can be ordered");
            }
            if (labels[i] == label) {
                chosen[count++] = scores[i];
            }
        }
        double[] result = Arrays.copyOf(chosen, count);
        Arrays.sort(result);
        return result;
    }

    /** The same curve with at most {@code points} points, evenly spread along it, for plots and files. */
    public RocCurve thinned(int points) {
        if (points < 2 || thresholds.length <= points) {
            return this;
        }
        int[] kept = new int[points];
        int count = 0;
        for (int i = 0; i < thresholds.length; i++) {
            double along = (falsePositiveRates[i] + truePositiveRates[i]) / 2;
            boolean due = along * (points - 1) >= count && count < points - 1;
            if (due || i == thresholds.length - 1) {
                kept[count++] = i;
            }
        }
        int[] indices = Arrays.copyOf(kept, count);
        return new RocCurve(
                pick(falsePositiveRates, indices),
                pick(truePositiveRates, indices),
                pick(thresholds, indices),
                area,
                equalErrorRate);
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }
}
