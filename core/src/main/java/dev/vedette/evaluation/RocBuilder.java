package dev.vedette.evaluation;

import java.util.Arrays;

/** Builds a ROC curve from counts of items, group by group of falling score. Not thread-safe. */
final class RocBuilder {
    private final long normal;
    private final long abnormal;
    private double[] falseRates = new double[64];
    private double[] trueRates = new double[64];
    private double[] thresholds = new double[64];
    private int points = 1;
    private long foundNormal;
    private long foundAbnormal;
    private double area;
    private double equalErrorRate = Double.NaN;

    /** Takes the numbers of all normal and all abnormal items, both above 0. */
    RocBuilder(long normal, long abnormal) {
        this.normal = normal;
        this.abnormal = abnormal;
    }

    void add(double score, long moreNormal, long moreAbnormal) {
        if (points == 1) {
            // A number, not infinity: JSON has none.
            thresholds[0] = Math.nextUp(score);
        }
        area += ((double) moreNormal / normal) * ((foundAbnormal + moreAbnormal / 2.0) / abnormal);
        foundNormal += moreNormal;
        foundAbnormal += moreAbnormal;
        if (points == thresholds.length) {
            grow();
        }
        falseRates[points] = (double) foundNormal / normal;
        trueRates[points] = (double) foundAbnormal / abnormal;
        thresholds[points] = score;
        meetDiagonal();
        points++;
    }

    /** Solves {@code fpr = 1 − tpr} on the piece that ends at the newest point, if that is where the curve crosses. */
    private void meetDiagonal() {
        double before = falseRates[points - 1] + trueRates[points - 1] - 1;
        double after = falseRates[points] + trueRates[points] - 1;
        if (before < 0 && after >= 0) {
            double part = -before / (after - before);
            equalErrorRate = falseRates[points - 1] + part * (falseRates[points] - falseRates[points - 1]);
        }
    }

    private void grow() {
        falseRates = Arrays.copyOf(falseRates, points * 2);
        trueRates = Arrays.copyOf(trueRates, points * 2);
        thresholds = Arrays.copyOf(thresholds, points * 2);
    }

    RocCurve build() {
        return new RocCurve(
                Arrays.copyOf(falseRates, points),
                Arrays.copyOf(trueRates, points),
                Arrays.copyOf(thresholds, points),
                area,
                equalErrorRate);
    }
}
