package dev.vedette.evaluation;

import java.util.List;
import java.util.Optional;

/**
 * Everything that an {@link Evaluation} found, ready to be written as JSON.
 *
 * @param videos number of videos
 * @param frames number of their frames
 * @param abnormalFrames number of frames labelled abnormal
 * @param asTheyAre frame criteria with scores as they are
 * @param minMaxPerVideo frame criteria with each video's scores scaled to 0..1
 * @param regions region and track criteria, when regions were given
 * @param pixels pixel criteria, when pixels were given
 * @param alarms criteria at the threshold, when there was one
 * @param perVideo one entry a video, in the order in which they were added
 */
public record EvaluationReport(
        int videos,
        long frames,
        long abnormalFrames,
        FrameLevel asTheyAre,
        FrameLevel minMaxPerVideo,
        Optional<RegionLevel> regions,
        Optional<PixelLevel> pixels,
        Optional<AlarmLevel> alarms,
        List<VideoEntry> perVideo) {
    public EvaluationReport {
        perVideo = List.copyOf(perVideo);
    }

    /**
     * One video of the report.
     *
     * @param auc area under its own ROC curve, padded as for the macro figure, scores as they are
     * @param aucMinMax the same with its scores scaled to 0..1
     * @param alarms criteria at the threshold for this video alone, when there was one
     */
    public record VideoEntry(
            String name, int frames, int abnormalFrames, double auc, double aucMinMax, Optional<AlarmLevel> alarms) {}
}
