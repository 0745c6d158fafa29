package dev.vedette.training.footage;

import dev.vedette.frame.BlockSums;
import dev.vedette.frame.Image;
import java.util.Arrays;

/**
 * Share of a picture that moves: of its 4×4 cells, those whose mean motion gradient lies above {@code max(6, 3 · median of
 * all cells)}. Averaging over a cell takes sensor noise out; the median takes flicker of the whole picture out.
 */
final class MotionMeasure {
    private static final int CELL = 4;
    private static final int LEAST = 6;

    private MotionMeasure() {}

    static double movingShare(Image gradient) {
        int cellWidth = Math.min(CELL, gradient.width());
        int cellHeight = Math.min(CELL, gradient.height());
        int[] sums = BlockSums.of(gradient, cellWidth, cellHeight);
        int[] sorted = sums.clone();
        Arrays.sort(sorted);
        int threshold = Math.max(LEAST * cellWidth * cellHeight * 3, 3 * sorted[sorted.length / 2]);
        int moving = 0;
        for (int i = sorted.length - 1; i >= 0 && sorted[i] > threshold; i--) {
            moving++;
        }
        return (double) moving / sums.length;
    }
}
