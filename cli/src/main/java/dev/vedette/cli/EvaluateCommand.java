package dev.vedette.cli;

import dev.vedette.cli.evaluation.ComparisonReport;
import dev.vedette.cli.evaluation.EvaluationText;
import dev.vedette.cli.report.Figures;
import dev.vedette.detection.Detector;
import dev.vedette.video.dataset.Dataset;
import dev.vedette.video.dataset.Datasets;
import java.io.PrintWriter;
import java.nio.file.Path;
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
                "Measures a detector on a labelled data set, beside baselines that look at motion, displacement or flicker alone.",
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
        DatasetEvaluation evaluation = new DatasetEvaluation(detector, detectorOptions.computing(), output);
        ComparisonReport report = evaluation.run(dataset, Map.of("File", detectorOptions.name()));
        out.printf(
                "%s on %s (%s): %d videos, %s frames, %s of them abnormal%n%n",
                detectorOptions.name(),
                dataset.name(),
                dataset.layout(),
                report.smoothed().videos(),
                Figures.count(report.smoothed().frames()),
                Figures.count(report.smoothed().abnormalFrames()));
        EvaluationText.print(out, report, detector.calibration().falseAlarmsPerHour());
        out.println();
        out.println("Figures and plots: " + output);
        out.flush();
    }
}
