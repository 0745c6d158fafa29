package dev.vedette.cli;

import dev.vedette.cli.evaluation.Comparison;
import dev.vedette.cli.evaluation.ComparisonReport;
import dev.vedette.cli.evaluation.EvaluationFiles;
import dev.vedette.cli.evaluation.EvaluationText;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.cli.report.DetectorFacts;
import dev.vedette.cli.report.Figures;
import dev.vedette.cli.report.ScoreFiles;
import dev.vedette.detection.Detector;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.Datasets;
import dev.vedette.video.dataset.TestVideo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette evaluate}: how good a detector is on a labelled data set, beside what can be seen without a network. */
@Command(
        name = "evaluate",
        description =
                "Measures a detector on a labelled data set, beside baselines that look at motion alone and at displacement alone.",
        footerHeading = "%nWhat it leaves:%n",
        footer = {
            "  evaluation.json           all figures",
            "  roc.png                   ROC curves over all frames",
            "  VIDEO/scores.csv, .png    scores of every frame; labelled frames shaded"
        })
final class EvaluateCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATASET",
            description =
                    "Folder of a data set: UCSD Ped1/Ped2, Avenue, ShanghaiTech, UBnormal, or videos with a labels.csv "
                            + "(docs/datasets.md).")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Mixin
    private final DetectorOptions detectorOptions = new DetectorOptions();

    @Mixin
    private final FootageOptions footage = new FootageOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "vedette-evaluation",
            description = "Where to put the results (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        Detector detector = detectorOptions.read();
        Dataset dataset = Datasets.open(folder, footage.readOptions());
        Comparison comparison = compare(detector, dataset);
        ComparisonReport report = comparison.report();
        out.printf(
                "%s on %s (%s): %d videos, %s frames, %s of them abnormal%n%n",
                detectorOptions.name(),
                dataset.name(),
                dataset.layout(),
                report.smoothed().videos(),
                Figures.count(report.smoothed().frames()),
                Figures.count(report.smoothed().abnormalFrames()));
        EvaluationText.print(out, report);
        EvaluationFiles.writeJson(output.resolve("evaluation.json"), facts(detector, dataset), report);
        EvaluationFiles.writeRoc(output.resolve("roc.png"), report);
        out.println();
        out.println("Figures and plots: " + output);
        out.flush();
    }

    private Comparison compare(Detector detector, Dataset dataset) {
        double threshold = detector.calibration().threshold();
        Comparison comparison = new Comparison(threshold);
        Map<String, VideoScorer> baselines = baselines(detector);
        try (Engine engine = Engine.of(detector, detectorOptions.computing());
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
    private static Map<String, VideoScorer> baselines(Detector detector) {
        Map<String, VideoScorer> baselines = new LinkedHashMap<>();
        baselines.put("motion", new VideoScorer(detector.withScoring(ScoringRule.motionOnly()), null));
        if (detector.scoring().usual().known()) {
            baselines.put(
                    "displacement",
                    new VideoScorer(detector.withScoring(detector.scoring().displacementOnly()), null));
        }
        return baselines;
    }

    private Map<String, Object> facts(Detector detector, Dataset dataset) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("dataset", Map.of("name", dataset.name(), "layout", dataset.layout()));
        Map<String, Object> about = new LinkedHashMap<>(DetectorFacts.of(detector));
        about.put("File", detectorOptions.name());
        facts.put("detector", about);
        List<String> videos = dataset.test().stream().map(TestVideo::name).toList();
        facts.put("videos", videos);
        return facts;
    }
}
