package dev.vedette.cli.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.vedette.cli.plot.Plots;
import dev.vedette.cli.plot.Plots.Line;
import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.evaluation.EvaluationReport;
import dev.vedette.fault.AtomicFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** What an evaluation leaves behind: {@code evaluation.json}, {@code roc.png} and for each video its scores as a plot. */
public final class EvaluationFiles {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private EvaluationFiles() {}

    /** @param facts about the data set and the detector, put in front */
    public static void writeJson(Path file, Map<String, Object> facts, ComparisonReport report) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("format", "vedette-evaluation");
        content.put("version", 2);
        content.putAll(facts);
        content.put("results", report);
        AtomicFile.write(
                file, out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content)));
    }

    public static void writeRoc(Path file, ComparisonReport report) {
        Map<String, Line> lines = new LinkedHashMap<>();
        addRoc(lines, "smoothed", report.smoothed());
        addRoc(lines, "causal", report.causal());
        report.alone().forEach((name, baseline) -> addRoc(lines, name + " alone", baseline.smoothed()));
        Plots.unitSquare(file, "ROC over all frames", "false positive rate", "true positive rate", lines);
    }

    private static void addRoc(Map<String, Line> lines, String name, EvaluationReport report) {
        report.asTheyAre()
                .roc()
                .ifPresent(roc -> lines.put(
                        String.format(Locale.ROOT, "%s (%.1f %%)", name, 100 * roc.area()),
                        new Line(roc.falsePositiveRates(), roc.truePositiveRates())));
    }

    public static void writeScores(Path file, ScoredVideo scored, boolean[] labels, double threshold) {
        double[] frames = IntStream.range(0, scored.frames()).asDoubleStream().toArray();
        Map<String, Line> lines = new LinkedHashMap<>();
        lines.put("smoothed", new Line(frames, scored.smoothed()));
        lines.put("causal", new Line(frames, scored.causal()));
        if (threshold < Double.MAX_VALUE) {
            lines.put("threshold", new Line(new double[] {0, scored.frames()}, new double[] {threshold, threshold}));
        }
        Plots.frames(file, scored.video().name(), lines, labels, "labelled abnormal");
    }
}
