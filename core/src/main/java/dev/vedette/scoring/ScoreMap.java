package dev.vedette.scoring;

import dev.vedette.model.TokenGrid;

/**
 * A score for every token of a frame.
 *
 * @param values [rows·columns], row by row; higher is more abnormal
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoreMap(TokenGrid grid, float[] values) {
    public float at(int row, int column) {
        return values[row * grid.columns() + column];
    }

    public double mean() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The token with the largest value. */
    public int peakToken() {
        int peak = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[peak]) {
                peak = i;
            }
        }
        return peak;
    }

    public double peak() {
        return values[peakToken()];
    }

    /** Each value becomes the mean of its 3×3 neighbourhood; at the border, of the neighbours that exist. */
    public ScoreMap smoothed() {
        float[] smooth = new float[values.length];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                smooth[row * grid.columns() + column] = neighbourhoodMean(row, column);
            }
        }
        return new ScoreMap(grid, smooth);
    }

    private float neighbourhoodMean(int row, int column) {
        float sum = 0;
        int count = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
                sum += at(r, c);
                count++;
            }
        }
        return sum / count;
    }
}
