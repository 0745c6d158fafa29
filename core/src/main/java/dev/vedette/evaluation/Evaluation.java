package dev.vedette.evaluation;

import dev.vedette.fault.VedetteException;
import dev.vedette.scoring.ScoreMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what a detector says with what is true, over the videos of a data set:
 *
 * <pre>{@code
 * Evaluation evaluation = new Evaluation(EvaluationOptions.defaults().withThreshold(0.7));
 * evaluation.add(new VideoResult("01", 25, labels, scores));   // for each video
 * EvaluationReport report = evaluation.report();
 * }</pre>
 *
 * <p>Scores, labels and regions are kept until the report; maps of pixels are not. Not thread-safe.
 */
public final class Evaluation {
    private final EvaluationOptions options;
    private final List<VideoResult> videos = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private Optional<PixelAccumulator> pixels = Optional.empty();

    public Evaluation(EvaluationOptions options) {
        this.options = options;
    }

    /** Adds a video; its name must be new. */
    public void add(VideoResult video) {
        if (!names.add(video.name())) {
            throw VedetteException.badInput(
                    "video " + video.name() + " came twice; expected every video once: give them different names");
        }
        videos.add(video);
    }

    /**
     * Adds the pixels of one frame, of any video, in any order.
     *
     * @param scores one for each pixel of the mask, rows from the top
     */
    public void addPixels(float[] scores, PixelMask mask) {
        if (pixels.isEmpty()) {
            pixels = Optional.of(new PixelAccumulator());
        }
        pixels.get().add(scores, mask);
    }

    /** Adds the pixels of one frame from its token map, which is brought to the size of the mask (bilinear). */
    public void addPixels(ScoreMap map, PixelMask mask) {
        addPixels(MapToPixels.resize(map, mask.width(), mask.height()), mask);
    }

    /** All criteria of what was added so far: at least one video. */
    public EvaluationReport report() {
        if (videos.isEmpty()) {
            throw VedetteException.badInput("there is no video to evaluate; expected at least one with labels");
        }
        FrameLevel plain = FrameLevel.of(videos, ScoreScaling.AS_THEY_ARE).thinned(options.curvePoints());
        FrameLevel scaled =
                FrameLevel.of(videos, ScoreScaling.MIN_MAX_PER_VIDEO).thinned(options.curvePoints());
        boolean anyRegions = videos.stream().anyMatch(video -> video.regions().isPresent());
        return new EvaluationReport(
                videos.size(),
                videos.stream().mapToLong(VideoResult::frames).sum(),
                videos.stream().mapToLong(VideoResult::abnormalFrames).sum(),
                plain,
                scaled,
                anyRegions ? Optional.of(RegionLevel.of(videos, options.overlap())) : Optional.empty(),
                pixels.flatMap(PixelAccumulator::result),
                alarms(videos),
                entries(plain, scaled));
    }

    private List<EvaluationReport.VideoEntry> entries(FrameLevel plain, FrameLevel scaled) {
        List<EvaluationReport.VideoEntry> entries = new ArrayList<>();
        for (int i = 0; i < videos.size(); i++) {
            VideoResult video = videos.get(i);
            entries.add(new EvaluationReport.VideoEntry(
                    video.name(),
                    video.frames(),
                    video.abnormalFrames(),
                    plain.perVideo().get(i),
                    scaled.perVideo().get(i),
                    alarms(List.of(video))));
        }
        return entries;
    }

    private Optional<AlarmLevel> alarms(List<VideoResult> some) {
        if (options.threshold().isEmpty()) {
            return Optional.empty();
        }
        AlarmCounter counter = new AlarmCounter(options.threshold().getAsDouble(), options.alarmGap());
        some.forEach(counter::add);
        return Optional.of(counter.result());
    }
}
