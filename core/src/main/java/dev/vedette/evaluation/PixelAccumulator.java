package dev.vedette.evaluation;

import dev.vedette.fault.VedetteException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gathers {@link PixelLevel} criteria frame by frame in constant memory (16 MB): pixels go into a histogram over the upper
 * 20 bits of the score's floating-point representation, which keeps the order of scores and a relative precision of 2⁻¹¹;
 * for the frame criterion one number a frame is kept. Not thread-safe.
 */
final class PixelAccumulator {
    private static final int DROPPED_BITS = 12;
    private static final int BINS = 1 << (Integer.SIZE - DROPPED_BITS);
    private static final double SHARE_TO_FIND = 0.4;

    private final long[] normal = new long[BINS];
    private final long[] abnormal = new long[BINS];
    private float[] frameScores = new float[256];
    private boolean[] frameLabels = new boolean[256];
    private int frames;

    void add(float[] scores, PixelMask mask) {
        boolean[] truth = mask.abnormal();
        if (scores.length != truth.length) {
            throw VedetteException.internal(
                    "a map of " + scores.length + " scores does not fit a mask of " + mask.width() + "x"
                            + mask.height(),
                    null);
        }
        float[] found = new float[scores.length];
        int abnormalPixels = 0;
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            int bin = bin(scores[i]);
            greatest = Math.max(greatest, scores[i]);
            if (truth[i]) {
                abnormal[bin]++;
                found[abnormalPixels++] = scores[i];
            } else {
                normal[bin]++;
            }
        }
        addFrame(abnormalPixels > 0 ? scoreThatFinds(found, abnormalPixels) : greatest, abnormalPixels > 0);
    }

    /** The greatest threshold that enough of the abnormal pixels reach. */
    private static float scoreThatFinds(float[] scores, int count) {
        Arrays.sort(scores, 0, count);
        return scores[count - (int) Math.ceil(SHARE_TO_FIND * count)];
    }

    private void addFrame(float score, boolean label) {
        if (frames == frameScores.length) {
            frameScores = Arrays.copyOf(frameScores, frames * 2);
            frameLabels = Arrays.copyOf(frameLabels, frames * 2);
        }
        frameScores[frames] = score;
        frameLabels[frames++] = label;
    }

    /** Number of the histogram's bin; greater scores never have smaller numbers. */
    private static int bin(float score) {
        if (Float.isNaN(score)) {
            throw VedetteException.internal("a pixel's score is not a number", null);
        }
        int bits = Float.floatToRawIntBits(score + 0f);
        int ordered = bits ^ ((bits >> 31) | Integer.MIN_VALUE);
        return ordered >>> DROPPED_BITS;
    }

    /** Criteria of the frames so far; empty when there was none. */
    Optional<PixelLevel> result() {
        if (frames == 0) {
            return Optional.empty();
        }
        boolean[] labels = Arrays.copyOf(frameLabels, frames);
        double[] scores = new double[frames];
        int abnormalFrames = 0;
        for (int i = 0; i < frames; i++) {
            scores[i] = frameScores[i];
            abnormalFrames += labels[i] ? 1 : 0;
        }
        long normalPixels = Arrays.stream(normal).sum();
        long abnormalPixels = Arrays.stream(abnormal).sum();
        return Optional.of(new PixelLevel(
                microArea(normalPixels, abnormalPixels),
                RocCurve.of(scores, labels)
                        .map(roc -> OptionalDouble.of(roc.area()))
                        .orElseGet(OptionalDouble::empty),
                frames,
                abnormalFrames,
                (double) abnormalPixels / (normalPixels + abnormalPixels)));
    }

    private OptionalDouble microArea(long normalPixels, long abnormalPixels) {
        if (normalPixels == 0 || abnormalPixels == 0) {
            return OptionalDouble.empty();
        }
        double area = 0;
        double above = 0;
        for (int bin = BINS - 1; bin >= 0; bin--) {
            area += ((double) normal[bin] / normalPixels) * (above + abnormal[bin] / 2.0) / abnormalPixels;
            above += abnormal[bin];
        }
        return OptionalDouble.of(area);
    }
}
