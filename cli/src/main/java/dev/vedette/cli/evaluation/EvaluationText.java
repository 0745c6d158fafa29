package dev.vedette.cli.evaluation;

import dev.vedette.cli.text.TextTable;
import dev.vedette.evaluation.AlarmLevel;
import dev.vedette.evaluation.EvaluationReport;
import dev.vedette.evaluation.PixelLevel;
import dev.vedette.evaluation.RegionLevel;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** An evaluation as tables. */
public final class EvaluationText {
    private EvaluationText() {}

    /** @param promised false alarms an hour that the threshold was fitted to; 0 for none */
    public static void print(PrintWriter out, ComparisonReport report, double promised) {
        out.println("Frames (AUC in %; \"scaled\": each video's scores first scaled to 0..1)");
        TextTable frames = new TextTable("scores", "micro", "macro", "EER", "micro scaled", "macro scaled");
        frames(frames, "smoothed", report.smoothed());
        frames(frames, "causal", report.causal());
        report.alone().forEach((name, baseline) -> {
            frames(frames, name + " alone, smoothed", baseline.smoothed());
            frames(frames, name + " alone, causal", baseline.causal());
        });
        frames.print(out);
        places(out, report);
        report.smoothed().alarms().ifPresent(alarms -> alarms(out, alarms, promised));
        out.flush();
    }

    private static void frames(TextTable table, String name, EvaluationReport report) {
        table.row(
                name,
                percent(report.asTheyAre().microAuc()),
                percent(OptionalDouble.of(report.asTheyAre().macroAuc())),
                percent(report.asTheyAre().equalErrorRate()),
                percent(report.minMaxPerVideo().microAuc()),
                percent(OptionalDouble.of(report.minMaxPerVideo().macroAuc())));
    }

    private static void places(PrintWriter out, ComparisonReport report) {
        if (report.smoothed().regions().isEmpty() && report.smoothed().pixels().isEmpty()) {
            out.println("Places: not measured; the data set has neither tracks nor masks");
            return;
        }
        out.println();
        out.println("Places (in %; by the heat maps of single frames" + truth(report.smoothed()) + ")");
        TextTable table = new TextTable("scores", "RBDC", "TBDC", "pixel AUC", "40 % criterion AUC");
        places(table, "detector", report.smoothed());
        report.alone().forEach((name, baseline) -> places(table, name + " alone", baseline.smoothed()));
        table.print(out);
    }

    private static void places(TextTable table, String name, EvaluationReport report) {
        Optional<RegionLevel> regions = report.regions();
        Optional<PixelLevel> pixels = report.pixels();
        table.row(
                name,
                percent(regions.map(RegionLevel::rbdc).orElse(OptionalDouble.empty())),
                percent(regions.map(RegionLevel::tbdc).orElse(OptionalDouble.empty())),
                percent(pixels.map(PixelLevel::microAuc).orElse(OptionalDouble.empty())),
                percent(pixels.map(PixelLevel::criterionAuc).orElse(OptionalDouble.empty())));
    }

    private static String truth(EvaluationReport report) {
        return report.regions()
                .map(regions -> "; true regions from "
                        + regions.truth().stream()
                                .map(source ->
                                        source.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .collect(Collectors.joining(" and ")))
                .orElse("");
    }

    private static void alarms(PrintWriter out, AlarmLevel alarms, double promised) {
        out.println();
        out.printf(Locale.ROOT, "Alarms (causal score above %.4g)%n", alarms.threshold());
        TextTable table = new TextTable("what", "figure");
        table.row("anomalies found", (alarms.stretches() - alarms.missedStretches()) + " of " + alarms.stretches());
        table.row(
                "delay, median",
                number(alarms.delaySeconds().median(), "s") + " ("
                        + number(alarms.delayFrames().median(), "frames") + ")");
        table.row("delay, mean", number(alarms.delaySeconds().mean(), "s"));
        table.row(
                "false alarms per hour",
                number(alarms.falseAlarmsPerHour(), "")
                        + String.format(Locale.ROOT, " (%d in %.3f h)", alarms.falseAlarms(), alarms.normalHours()));
        if (promised > 0) {
            table.row("… that the threshold was fitted to", String.format(Locale.ROOT, "%.3g", promised));
        }
        table.row("events", alarms.events() + ", " + percent(alarms.eventPrecision()) + " % of them right");
        table.row(
                "frames in alarm",
                percent(alarms.truePositiveRate()) + " % of the abnormal, " + percent(alarms.falsePositiveRate())
                        + " % of the normal");
        table.print(out);
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? String.format(Locale.ROOT, "%.2f", 100 * share.getAsDouble()) : "–";
    }

    private static String number(OptionalDouble value, String unit) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.1f %s", value.getAsDouble(), unit)
                        .strip()
                : "–";
    }
}
