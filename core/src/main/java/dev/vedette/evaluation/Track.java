package dev.vedette.evaluation;

import dev.vedette.frame.Box;
import java.util.List;

/**
 * Ground truth of one anomaly: where it is in each frame in which it is seen.
 *
 * @param id unique within its video
 * @param regions at least one
 */
public record Track(int id, List<Region> regions) {
    public Track {
        regions = List.copyOf(regions);
    }

    /**
     * Where the anomaly is in one frame.
     *
     * @param frame number of the frame in its video, counted from 0
     * @param box in pixels of the frame
     */
    public record Region(int frame, Box box) {}
}
