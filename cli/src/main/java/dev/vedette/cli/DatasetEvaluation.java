package dev.vedette.cli;

import dev.vedette.cli.evaluation.Comparison;
import dev.vedette.cli.evaluation.ComparisonReport;
import dev.vedette.cli.evaluation.EvaluationFiles;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.cli.report.DetectorFacts;
import dev.vedette.cli.report.ScoreFiles;
import dev.vedette.detection.Detector;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.TestVideo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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
        double threshold = detector.calibration().threshold();
        Comparison comparison = new Comparison(threshold);
        Map<String, VideoScorer> baselines = baselines();
        try (Engine engine = Engine.of(detector, computing);
                Progress progress = new Progress("evaluating", -1, "frames")) {
            VideoScorer byDetector = new VideoScorer(detector, engine.orNull());
            long before = 0;
            for (TestVideo test : dataset.test()) {
                Path results = output.resolve(test.name());
                long done = before;
                try (ScoredVideo scored =
                        byDetector.score(test.video(), results, n -> progress.at(done + n, test.name()))) {
                    Map<String, ScoredVideo> alone = new LinkedHashMap<>();
                    try {
                        baselines.forEach((name, scorer) -> alone.put(
                                name, scorer.score(test.video(), results, n -> progress.at(done, test.name()))));
                        comparison.add(test, scored, alone);
                    } finally {
                        alone.values().forEach(ScoredVideo::close);
                    }
                    ScoreFiles.writeCsv(results.resolve("scores.csv"), scored);
                    EvaluationFiles.writeScores(
                            results.resolve("scores.png"), scored, test.labels(scored.frames()), threshold);
                    before += scored.frames();
                }
            }
        }
        return comparison;
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
