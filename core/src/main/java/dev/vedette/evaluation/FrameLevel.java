package dev.vedette.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Frame-level criteria under one {@link ScoreScaling}.
 *
 * <p>Micro: all frames of all videos in one ROC curve. Macro: the mean of the videos' own ROC areas, each video with one
 * normal frame of score 0 in front and one abnormal frame of score 1 behind, so that a video of one kind has an area too
 * (convention of Georgescu et al., TPAMI 2021; it presumes scores about 0..1). The added frames never enter the micro
 * figures.
 *
 * @param microAuc area, 0..1; empty when all frames of all videos are of one kind
 * @param macroAuc mean area, 0..1
 * @param equalErrorRate of the micro curve, 0..1
 * @param roc the micro curve
 * @param perVideo the areas that the macro figure is the mean of, in the order of the videos
 */
public record FrameLevel(
        OptionalDouble microAuc,
        double macroAuc,
        OptionalDouble equalErrorRate,
        Optional<RocCurve> roc,
        List<Double> perVideo) {
    public FrameLevel {
        perVideo = List.copyOf(perVideo);
    }

    /** Criteria of at least one video. */
    public static FrameLevel of(List<VideoResult> videos, ScoreScaling scaling) {
        int frames = videos.stream().mapToInt(VideoResult::frames).sum();
        double[] pooledScores = new double[frames];
        boolean[] pooledLabels = new boolean[frames];
        List<Double> areas = new ArrayList<>();
        int filled = 0;
        for (VideoResult video : videos) {
            double[] scores = scaling.apply(video.scores());
            System.arraycopy(scores, 0, pooledScores, filled, scores.length);
            System.arraycopy(video.labels(), 0, pooledLabels, filled, scores.length);
            filled += scores.length;
            areas.add(paddedArea(scores, video.labels()));
        }
        Optional<RocCurve> roc = RocCurve.of(pooledScores, pooledLabels);
        return new FrameLevel(
                optional(roc.map(RocCurve::area)),
                areas.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                optional(roc.map(RocCurve::equalErrorRate)),
                roc,
                areas);
    }

    private static double paddedArea(double[] scores, boolean[] labels) {
        double[] paddedScores = new double[scores.length + 2];
        boolean[] paddedLabels = new boolean[scores.length + 2];
        System.arraycopy(scores, 0, paddedScores, 1, scores.length);
        System.arraycopy(labels, 0, paddedLabels, 1, scores.length);
        paddedScores[scores.length + 1] = 1;
        paddedLabels[scores.length + 1] = true;
        return RocCurve.of(paddedScores, paddedLabels).orElseThrow().area();
    }

    private static OptionalDouble optional(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }

    /** The same figures with a curve of at most {@code points} points. */
    FrameLevel thinned(int points) {
        return new FrameLevel(microAuc, macroAuc, equalErrorRate, roc.map(curve -> curve.thinned(points)), perVideo);
    }
}
