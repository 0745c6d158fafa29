package dev.vedette.scoring;

import dev.vedette.model.TokenGrid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Connected tokens (8 neighbours) above a level, of those that count.
 *
 * @param score largest value inside
 */
public record ScoreRegion(int firstRow, int firstColumn, int lastRow, int lastColumn, double score) {

    /** All regions of tokens with at least {@code level}, in order of their first token. */
    public static List<ScoreRegion> above(ScoreMap map, double level) {
        boolean[] taken = new boolean[map.values().length];
        List<ScoreRegion> regions = new ArrayList<>();
        for (int token = 0; token < taken.length; token++) {
            if (!taken[token] && isAbove(map, token, level)) {
                regions.add(grow(map, level, token, taken));
            }
        }
        return regions;
    }

    /** The region around the largest value, of tokens at least half-way from the map's mean to that value. */
    public static ScoreRegion aroundPeak(ScoreMap map) {
        double level = (map.mean() + map.peak()) / 2;
        return grow(map, level, map.peakToken(), new boolean[map.values().length]);
    }

    private static boolean isAbove(ScoreMap map, int token, double level) {
        return map.counts(token) && map.values()[token] >= level;
    }

    private static ScoreRegion grow(ScoreMap map, double level, int start, boolean[] taken) {
        TokenGrid grid = map.grid();
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
        taken[start] = true;
        int top = Integer.MAX_VALUE;
        int left = Integer.MAX_VALUE;
        int bottom = -1;
        int right = -1;
        double peak = Double.NEGATIVE_INFINITY;
        while (!open.isEmpty()) {
            int token = open.remove();
            int row = token / grid.columns();
            int column = token % grid.columns();
            top = Math.min(top, row);
            bottom = Math.max(bottom, row);
            left = Math.min(left, column);
            right = Math.max(right, column);
            peak = Math.max(peak, map.values()[token]);
            for (int r = Math.max(0, row - 1); r <= Math.min(grid.rows() - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(grid.columns() - 1, column + 1); c++) {
                    int neighbour = r * grid.columns() + c;
                    if (!taken[neighbour] && isAbove(map, neighbour, level)) {
                        taken[neighbour] = true;
                        open.add(neighbour);
                    }
                }
            }
        }
        return new ScoreRegion(top, left, bottom, right, peak);
    }
}
