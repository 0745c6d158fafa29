package dev.vedette.evaluation;

/** Where the true regions of a video come from; figures from different sources cannot be compared. */
public enum RegionTruth {
    /** Files of tracks that people drew. */
    TRACK_FILES,
    /** Connected regions of pixel masks, linked over time. */
    CONNECTED_REGIONS
}
