package dev.vedette.server.learning;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.StreamDetector;
import dev.vedette.detection.ThresholdFit;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.training.HeldOutTest;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One learning, from footage to a detector with the scores that it gives normal footage which it does not know. */
final class Lesson {
    /** Name of the detector's file in the run folder. */
    static final String DETECTOR = "new.vedette";

    /** Name of the file of the scores that it gives normal footage. */
    static final String SCORES = "new.scores";

    /** A fifth of a week at five frames a second. */
    private static final long MOST_SCORED = 610_000;

    private static final double SECONDS_A_MINUTE = 60;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double MINUTES_AN_HOUR = 60;
    private static final double HOURS_A_DAY = 24;
    private static final int FRAMES_AT_ONCE = 16;

    private final LearningOrder order;
    private final LearningReport report;

    Lesson(LearningOrder order, LearningReport report) {
        this.order = order;
        this.report = report;
    }

    LearningReport.Outcome learn() {
        LessonFootage footage = LessonFootage.of(order, report);
        List<Video> learned = footage.learned();
        Path run = Path.of(order.run());
        TrainingConfig config = LearningPlan.of(order, learned.get(0));
        Detector detector = Trainer.train(learned, config, run, true, report);
        double hours = report.frames() / learned.get(0).frameRate() / SECONDS_AN_HOUR;
        NormalScores scores = score(detector, footage.keptBack());
        ThresholdFit.Promise promise = scores.promise(order.camera().budget());
        scores.write(run.resolve(SCORES));
        DetectorFile.write(run.resolve(DETECTOR), promising(detector, promise));
        double quality = HeldOutTest.quality(detector, learned, config, run);
        Optional<Detector> old = before();
        double before = old.map(detectorBefore -> {
                    report.comparing();
                    return HeldOutTest.quality(detectorBefore, learned, config, run);
                })
                .orElse(0.0);
        boolean unread = order.before().isPresent() && old.isEmpty();
        return new LearningReport.Outcome(
                quality, before, note(hours, quality, promise) + (unread ? "; the detector before does not read" : ""));
    }

    /** The detector that watches now. One that does not read must not cost what was learned, and cannot watch either. */
    Optional<Detector> before() {
        try {
            return order.before().map(file -> DetectorFile.read(Path.of(file)));
        } catch (VedetteException e) {
            return Optional.empty();
        }
    }

    private String note(double hours, double quality, ThresholdFit.Promise promise) {
        boolean tooShort = promise.falseAlarmsPerDay() > order.camera().budget();
        return String.format(
                Locale.ROOT,
                "from %s of footage; tells synthetic anomalies apart with %.0f %%; %.3g false alarms a day to be expected, by %s"
                        + " that were kept back%s",
                length(hours),
                100 * quality,
                promise.falseAlarmsPerDay(),
                length(promise.hours()),
                tooShort ? ": too little to promise fewer" : "");
    }

    private static String length(double hours) {
        return hours < 1
                ? String.format(Locale.ROOT, "%.1f minutes", hours * MINUTES_AN_HOUR)
                : String.format(Locale.ROOT, "%.1f hours", hours);
    }

    /** The detector with a threshold that was fitted to what it was not learned from. */
    private static Detector promising(Detector learned, ThresholdFit.Promise promise) {
        Detector tuned = learned.withThreshold(promise.threshold());
        Map<String, String> facts = new LinkedHashMap<>(learned.provenance().facts());
        facts.put("hours of normal footage of the threshold", String.format(Locale.ROOT, "%.4f", promise.hours()));
        facts.put("alarms in them", Integer.toString(promise.alarms()));
        Provenance from = learned.provenance();
        return new Detector(
                tuned.network(),
                tuned.weights(),
                tuned.scoring(),
                tuned.calibration().withFalseAlarmsPerHour(promise.falseAlarmsPerDay() / HOURS_A_DAY),
                tuned.quantisation(),
                new Provenance(from.vedetteVersion(), from.preset(), from.seed(), from.footage(), facts));
    }

    /** Scores all videos or, where they are too long together, as many as there is time for, spread evenly. */
    private NormalScores score(Detector detector, List<Video> footage) {
        EngineOptions options = EngineOptions.defaults().withThreads(order.threads());
        List<double[]> stretches = new ArrayList<>();
        double longest = footage.size() * footage.get(0).frameRate() * SECONDS_A_MINUTE;
        int oneIn = footage.size() == 1 ? 1 : (int) Math.max(1, Math.ceil(longest / MOST_SCORED));
        long frames = 0;
        try (ScoringEngine engine = DetectorEngines.open(detector, options, Precision.AUTO)) {
            for (int i = 0; i < footage.size(); i += oneIn) {
                List<Double> scores = new ArrayList<>();
                StreamDetector stream = new StreamDetector(detector, engine, FRAMES_AT_ONCE);
                try (FrameSource source = footage.get(i).open()) {
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
        if (stretches.isEmpty()) {
            throw VedetteException.badInput(
                    "the footage is too short to keep some of it back: give some minutes at least, a day is best");
        }
        return new NormalScores(footage.get(0).frameRate(), stretches);
    }
}
