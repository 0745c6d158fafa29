package dev.vedette.cli;

import dev.vedette.cli.evaluation.Comparison;
import dev.vedette.cli.evaluation.ComparisonReport;
import dev.vedette.cli.evaluation.EvaluationFiles;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.SideBySide;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.cli.report.DetectorFacts;
import dev.vedette.cli.report.ScoreFiles;
import dev.vedette.detection.Detector;
import dev.vedette.video.ResultFolder;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.TestVideo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Runs a detector and its baselines over the test part of a data set and leaves figures, curves and scores in a folder. */
final class DatasetEvaluation {
    static final String FILE = "evaluation.json";

    private final Detector detector;
    private final Engine.Computing computing;
    private final Path output;

    DatasetEvaluation(Detector detector, Engine.Computing computing, Path output) {
        this.detector = detector;
        this.computing = computing;
        this.output = output;
    }

    /**
     * @param about the detector, put beside what it knows of itself
     * @throws dev.vedette.fault.VedetteException bad input, when labels or masks do not match the frames
     */
    ComparisonReport run(Dataset dataset, Map<String, ?> about) {
        ComparisonReport report = compare(dataset).report();
        EvaluationFiles.writeJson(output.resolve(FILE), facts(dataset, about), report);
        EvaluationFiles.writeRoc(output.resolve("roc.png"), report);
        return report;
    }

    private Comparison compare(Dataset dataset) {
        Comparison comparison = new Comparison(detector.calibration().threshold());
        Map<String, VideoScorer> baselines = baselines();
        AtomicLong frames = new AtomicLong();
        try (Engine engine = Engine.of(detector, computing);
                Progress progress = new Progress("evaluating", -1, "frames");
                SideBySide<Scored> scoring = new SideBySide<>(
                        dataset.test().stream()
                                .map(test -> scoring(
                                        test, new VideoScorer(detector, engine.orNull()), baselines, progress, frames))
                                .toList(),
                        computing.videosSideBySide(),
                        Scored::close)) {
            ResultFolder.make(output);
            for (TestVideo test : dataset.test()) {
                try (Scored scored = scoring.next()) {
                    add(test, scored, comparison);
                }
            }
        }
        return comparison;
    }

    /** A video as the detector sees it, and as each baseline does. */
    private record Scored(ScoredVideo byDetector, Map<String, ScoredVideo> alone) implements AutoCloseable {
        @Override
        public void close() {
            byDetector.close();
            alone.values().forEach(ScoredVideo::close);
        }
    }

    private Callable<Scored> scoring(
            TestVideo test,
            VideoScorer byDetector,
            Map<String, VideoScorer> baselines,
            Progress progress,
            AtomicLong frames) {
        Path folder = output.resolve(test.name());
        return () -> {
            Scored scored = new Scored(
                    byDetector.score(test.video(), folder, read -> progress.at(frames.incrementAndGet(), test.name())),
                    new LinkedHashMap<>());
            try {
                baselines.forEach((name, baseline) -> scored.alone.put(
                        name, baseline.score(test.video(), folder, read -> progress.at(frames.get(), test.name()))));
                return scored;
            } catch (RuntimeException e) {
                scored.close();
                throw e;
            }
        };
    }

    private void add(TestVideo test, Scored scored, Comparison comparison) {
        ScoredVideo byDetector = scored.byDetector;
        comparison.add(test, byDetector, scored.alone);
        Path folder = output.resolve(test.name());
        ScoreFiles.writeCsv(folder.resolve("scores.csv"), byDetector);
        EvaluationFiles.writeScores(
                folder.resolve("scores.png"),
                byDetector,
                test.labels(byDetector.frames()),
                detector.calibration().threshold());
    }

    /** What the network has to be better than: what can be seen without it. */
    private Map<String, VideoScorer> baselines() {
        Map<String, VideoScorer> baselines = new LinkedHashMap<>();
        baselines.put(
                "motion",
                new VideoScorer(detector.withScoring(detector.scoring().motionAlone()), null));
        if (detector.scoring().usual().displacement().known()) {
            baselines.put(
                    "displacement",
                    new VideoScorer(detector.withScoring(detector.scoring().displacementAlone()), null));
        }
        if (detector.scoring().usual().flicker().known()) {
            baselines.put(
                    "flicker",
                    new VideoScorer(detector.withScoring(detector.scoring().flickerAlone()), null));
        }
        return baselines;
    }

    private Map<String, Object> facts(Dataset dataset, Map<String, ?> more) {
        Map<String, Object> about = new LinkedHashMap<>(DetectorFacts.of(detector));
        about.putAll(more);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("dataset", Map.of("name", dataset.name(), "layout", dataset.layout()));
        facts.put("detector", about);
        facts.put("videos", dataset.test().stream().map(TestVideo::name).toList());
        return facts;
    }
}
