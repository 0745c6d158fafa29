package dev.vedette.evaluation;

import dev.vedette.fault.VedetteException;
import java.util.List;
import java.util.Optional;

/**
 * What a detector said about one video, beside what is true.
 *
 * <p>The arrays are shared, not copied: treat them as read-only once they were handed on.
 *
 * @param name unique within the data set
 * @param frameRate frames a second, above 0
 * @param labels true where the frame is abnormal
 * @param scores one for each frame, greater is more abnormal, finite: what the frame criteria are taken from
 * @param alarmScores one for each frame, finite: what is compared with the threshold, for instance scores that look
 *     backwards only
 * @param regions regions found and true, when both are known
 */
@SuppressWarnings("ArrayRecordComponent")
public record VideoResult(
        String name,
        double frameRate,
        boolean[] labels,
        double[] scores,
        double[] alarmScores,
        Optional<RegionResult> regions) {
    public VideoResult {
        requireFinite(name, labels.length, scores);
        requireFinite(name, labels.length, alarmScores);
        if (labels.length == 0) {
            throw VedetteException.badInput("video " + name + " has no frames; expected at least one: leave it out");
        }
        if (!(frameRate > 0) || Double.isInfinite(frameRate)) {
            throw VedetteException.badInput(
                    "video " + name + " has a frame rate of " + frameRate + "; expected a finite number above 0");
        }
    }

    private static void requireFinite(String name, int labels, double[] scores) {
        if (labels != scores.length) {
            throw VedetteException.badInput("video " + name + " has " + labels + " labels but " + scores.length
                    + " scored frames; expected one label for each frame: check the label file of this video");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw VedetteException.badInput("video " + name + " has the score " + scores[i] + " at frame " + i
                        + "; expected finite scores: check the detector");
            }
        }
    }

    /** A result without regions, whose scores are compared with the threshold as well. */
    public VideoResult(String name, double frameRate, boolean[] labels, double[] scores) {
        this(name, frameRate, labels, scores, scores, Optional.empty());
    }

    /** The same result with other scores to compare with the threshold. */
    public VideoResult withAlarmScores(double[] values) {
        return new VideoResult(name, frameRate, labels, scores, values, regions);
    }

    /** The same result with regions: the true ones as tracks, the found ones with their scores. */
    public VideoResult withRegions(RegionTruth truth, List<Track> tracks, List<ScoredRegion> found) {
        return new VideoResult(
                name, frameRate, labels, scores, alarmScores, Optional.of(new RegionResult(truth, tracks, found)));
    }

    public int frames() {
        return labels.length;
    }

    public int abnormalFrames() {
        int count = 0;
        for (boolean label : labels) {
            count += label ? 1 : 0;
        }
        return count;
    }

    /**
     * Regions of one video.
     *
     * @param truth where the true ones come from
     * @param tracks true anomalies; empty when the video has none
     * @param found regions that the detector points at, in any order
     */
    public record RegionResult(RegionTruth truth, List<Track> tracks, List<ScoredRegion> found) {
        public RegionResult {
            tracks = List.copyOf(tracks);
            found = List.copyOf(found);
        }
    }
}
