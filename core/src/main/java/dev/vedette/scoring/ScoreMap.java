package dev.vedette.scoring;

import dev.vedette.model.TokenGrid;

/**
 * A score for every token of a frame. The frame's score is made of the tokens in a region of interest: what lies outside never raises it,
 * and it is never higher than the whole picture would make it, so a threshold that was fitted to whole pictures keeps its promise.
 *
 * @param values [rows·columns], row by row; higher is more abnormal
 * @param region the tokens that count
 */
@SuppressWarnings("ArrayRecordComponent")
public record ScoreMap(TokenGrid grid, float[] values, RegionOfInterest region) {
    public ScoreMap {
        if (!region.fits(values.length)) {
            throw new IllegalArgumentException("a region of interest of another grid");
        }
    }

    /** A map of which every token counts. */
    public ScoreMap(TokenGrid grid, float[] values) {
        this(grid, values, RegionOfInterest.WHOLE);
    }

    /** The same scores, of which other tokens count. */
    public ScoreMap within(RegionOfInterest other) {
        return new ScoreMap(grid, values, other);
    }

    public float at(int row, int column) {
        return values[row * grid.columns() + column];
    }

    /** Whether a token lies in the region of interest. */
    public boolean counts(int token) {
        return region.counts(token);
    }

    /** The mean of all tokens or of those that count, whichever is lower. */
    public double mean() {
        double sum = 0;
        double inside = 0;
        int count = 0;
        for (int token = 0; token < values.length; token++) {
            sum += values[token];
            if (counts(token)) {
                inside += values[token];
                count++;
            }
        }
        return Math.min(sum / values.length, inside / count);
    }

    /** The token with the largest value of those that count. */
    public int peakToken() {
        int peak = -1;
        for (int i = 0; i < values.length; i++) {
            if (counts(i) && (peak < 0 || values[i] > values[peak])) {
                peak = i;
            }
        }
        return peak;
    }

    /** The largest value of the tokens that count. */
    public double peak() {
        return values[peakToken()];
    }

    /**
     * Each value becomes the mean of its 3×3 neighbourhood; at the border, of the neighbours that exist. Where only some neighbours of a
     * token that counts do so too, it is the mean of all or of those, whichever is lower.
     */
    public ScoreMap smoothed() {
        float[] smooth = new float[values.length];
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                smooth[row * grid.columns() + column] = neighbourhoodMean(row, column);
            }
        }
        return new ScoreMap(grid, smooth, region);
    }

    private float neighbourhoodMean(int row, int column) {
        float sum = 0;
        float inside = 0;
        int count = 0;
        int countInside = 0;
        for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
            for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
                float value = at(r, c);
                sum += value;
                count++;
                if (counts(r * grid.columns() + c)) {
                    inside += value;
                    countInside++;
                }
            }
        }
        boolean counts = counts(row * grid.columns() + column);
        return counts ? Math.min(sum / count, inside / countInside) : sum / count;
    }
}
