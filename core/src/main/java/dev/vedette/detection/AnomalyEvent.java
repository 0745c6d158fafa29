package dev.vedette.detection;

import dev.vedette.model.TokenGrid;
import dev.vedette.scoring.ScoreMap;
import dev.vedette.scoring.ScoreRegion;
import java.time.Duration;

/**
 * A stretch of alarm.
 *
 * @param firstFrame number of the first frame of alarm, from 0
 * @param lastFrame number of the last frame of alarm, included
 * @param peakFrame frame with the largest causal score
 * @param peakScore its causal score
 * @param threshold that the scores exceeded
 * @param place where the peak frame is most abnormal
 */
public record AnomalyEvent(
        long firstFrame,
        long lastFrame,
        long peakFrame,
        Duration start,
        Duration end,
        Duration peak,
        double peakScore,
        double threshold,
        Place place) {
    /** A box as shares 0..1 of the frame's width and height. */
    public record Place(double left, double top, double right, double bottom) {
        /** The region around the map's most abnormal token. */
        public static Place aroundPeak(ScoreMap map) {
            TokenGrid grid = map.grid();
            ScoreRegion region = ScoreRegion.aroundPeak(map);
            return new Place(
                    (double) region.firstColumn() / grid.columns(),
                    (double) region.firstRow() / grid.rows(),
                    (region.lastColumn() + 1.0) / grid.columns(),
                    (region.lastRow() + 1.0) / grid.rows());
        }
    }
}
