package dev.vedette.server.learning;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.detection.StreamDetector;
import dev.vedette.detection.ThresholdFit;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.training.HeldOutTest;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingConfig;
import dev.vedette.video.Videos;
import dev.vedette.video.camera.RecordedFootage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One learning, from footage to a detector with the scores that it gives normal footage. */
final class Lesson {
    /** Name of the detector's file in the run folder. */
    static final String DETECTOR = "new.vedette";

    /** Name of the file of the scores that it gives normal footage. */
    static final String SCORES = "new.scores";

    private static final long MOST_SCORED = 40_000;
    private static final int FRAMES_AT_ONCE = 16;

    private final LearningOrder order;
    private final LearningReport report;

    Lesson(LearningOrder order, LearningReport report) {
        this.order = order;
        this.report = report;
    }

    LearningReport.Outcome learn() {
        List<Video> footage = footage();
        Path run = Path.of(order.run());
        TrainingConfig config = LearningPlan.of(order, footage.get(0));
        Detector detector = Trainer.train(footage, config, run, true, report);
        NormalScores scores = score(detector, footage);
        scores.write(run.resolve(SCORES));
        DetectorFile.write(run.resolve(DETECTOR), detector);
        double quality = HeldOutTest.quality(detector, footage, config, run);
        double before = order.before()
                .map(file -> {
                    report.comparing();
                    return HeldOutTest.quality(DetectorFile.read(Path.of(file)), footage, config, run);
                })
                .orElse(0.0);
        ThresholdFit.Promise promise = scores.promise(order.camera().budget());
        return new LearningReport.Outcome(
                quality,
                before,
                String.format(
                        Locale.ROOT,
                        "from %.1f hours of footage; tells synthetic anomalies apart with %.0f %%; %.3g false alarms a"
                                + " day to be expected",
                        promise.hours(),
                        100 * quality,
                        promise.falseAlarmsPerDay()));
    }

    private List<Video> footage() {
        if (order.footage().isEmpty()) {
            return List.of(RecordedFootage.lesson(
                    order.camera().parsed(),
                    order.camera().framesPerSecond(),
                    order.camera().mostPixels()));
        }
        return order.footage().stream()
                .map(file -> RecordedFootage.buffered(
                        Videos.open(Path.of(file)),
                        order.camera().framesPerSecond(),
                        order.camera().mostPixels()))
                .toList();
    }

    private NormalScores score(Detector detector, List<Video> footage) {
        EngineOptions options = EngineOptions.defaults().withThreads(order.threads());
        List<double[]> stretches = new ArrayList<>();
        long frames = 0;
        try (ScoringEngine engine = DetectorEngines.open(detector, options, Precision.AUTO)) {
            for (Video video : footage) {
                List<Double> scores = new ArrayList<>();
                StreamDetector stream = new StreamDetector(detector, engine, FRAMES_AT_ONCE);
                try (FrameSource source = video.open()) {
                    Optional<Frame> frame = source.next();
                    while (frame.isPresent() && frames < MOST_SCORED) {
                        stream.push(frame.get()).frames().forEach(score -> scores.add(score.causal()));
                        report.scoring(++frames);
                        frame = source.next();
                    }
                }
                stream.finish().frames().forEach(score -> scores.add(score.causal()));
                if (!scores.isEmpty()) {
                    stretches.add(
                            scores.stream().mapToDouble(Double::doubleValue).toArray());
                }
            }
        }
        return new NormalScores(footage.get(0).frameRate(), stretches);
    }
}
