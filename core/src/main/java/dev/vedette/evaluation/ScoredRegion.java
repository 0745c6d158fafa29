package dev.vedette.evaluation;

import dev.vedette.frame.Box;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.ScoreRegion;
import java.util.List;

/**
 * A region that a detector points at.
 *
 * @param frame number of the frame in its video, counted from 0
 * @param box in pixels of the frame that the ground truth is given for
 * @param score greater is more abnormal
 */
public record ScoredRegion(int frame, Box box, double score) {
    /**
     * The regions of one frame's map: connected tokens of at least half-way from the map's mean to its peak, each with its
     * greatest score. There is always one, however low its score, so that the criteria see every threshold.
     *
     * @param width of the frame that the ground truth is given for, in pixels
     * @param height the same
     */
    public static List<ScoredRegion> of(int frame, ScoreMap map, int width, int height) {
        return ScoreRegion.above(map, (map.mean() + map.peak()) / 2).stream()
                .map(region -> new ScoredRegion(frame, box(region, map, width, height), region.score()))
                .toList();
    }

    private static Box box(ScoreRegion region, ScoreMap map, int width, int height) {
        int rows = map.grid().rows();
        int columns = map.grid().columns();
        int left = region.firstColumn() * width / columns;
        int top = region.firstRow() * height / rows;
        int right = (region.lastColumn() + 1) * width / columns - 1;
        int bottom = (region.lastRow() + 1) * height / rows - 1;
        return new Box(left, top, Math.max(left, right), Math.max(top, bottom));
    }
}
