package dev.vedette.cli.curves;

import dev.vedette.cli.plot.Plots;
import dev.vedette.cli.plot.Plots.Line;
import dev.vedette.training.Phase;
import dev.vedette.training.TrainingListener;
import dev.vedette.training.ValidationPoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes loss and validation figures into the run's folder while learning goes on: {@code loss.csv}, {@code validation.csv},
 * the same as PNG after every validation, and event files for TensorBoard. A resumed run continues the curves. Not
 * thread-safe.
 */
public final class LearningCurves implements TrainingListener, AutoCloseable {
    /** Share of the newest loss in the smoothed one. */
    private static final double SMOOTHING = 0.05;

    private final Path folder;
    private final CurveTable loss;
    private final CurveTable validation;
    private final EventFile events;

    public LearningCurves(Path folder, Clock clock) {
        this.folder = folder;
        loss = new CurveTable(folder.resolve("loss.csv"), "loss,frames_per_second");
        validation = new CurveTable(folder.resolve("validation.csv"), "frame_auc,token_auc,score,best");
        events = new EventFile(folder, clock);
    }

    @Override
    public void started(Phase phase, int step, int steps) {
        loss.restart(phase, step);
        validation.restart(phase, step);
        if (phase == Phase.TEACHER) {
            events.start(step + 1L);
        }
    }

    @Override
    public void step(Phase phase, int step, int steps, double value, double framesPerSecond) {
        loss.add(phase, step, value, framesPerSecond);
        events.scalar("loss/" + CurveTable.name(phase), step, value);
        events.scalar("frames_per_second/" + CurveTable.name(phase), step, framesPerSecond);
    }

    @Override
    public void validated(ValidationPoint point) {
        validation.add(
                point.phase(), point.step(), point.frameAuc(), point.tokenAuc(), point.score(), point.best() ? 1 : 0);
        events.scalar("held_out_frame_auc/" + CurveTable.name(point.phase()), point.step(), point.frameAuc());
        events.scalar("held_out_token_auc/" + CurveTable.name(point.phase()), point.step(), point.tokenAuc());
        plot();
    }

    private void plot() {
        Map<String, Line> losses = new LinkedHashMap<>();
        Map<String, Line> areas = new LinkedHashMap<>();
        for (Phase phase : Phase.values()) {
            String name = CurveTable.name(phase);
            List<CurveTable.Row> steps = of(loss, phase);
            List<CurveTable.Row> points = of(validation, phase);
            if (!steps.isEmpty()) {
                losses.put(name, new Line(steps(steps), smoothed(column(steps, 0))));
            }
            if (!points.isEmpty()) {
                areas.put(name + ": frames", new Line(steps(points), column(points, 0)));
                areas.put(name + ": tokens", new Line(steps(points), column(points, 1)));
            }
        }
        Plots.overTime(folder.resolve("loss.png"), "Loss, smoothed", "step of the phase", "loss", losses);
        Plots.overTime(
                folder.resolve("validation.png"),
                "Held-out footage with synthetic anomalies",
                "step of the phase",
                "area under the ROC curve",
                areas);
    }

    private static List<CurveTable.Row> of(CurveTable table, Phase phase) {
        return table.rows().stream().filter(row -> row.phase() == phase).toList();
    }

    private static double[] steps(List<CurveTable.Row> rows) {
        return rows.stream().mapToDouble(CurveTable.Row::step).toArray();
    }

    private static double[] column(List<CurveTable.Row> rows, int column) {
        return rows.stream().mapToDouble(row -> row.values()[column]).toArray();
    }

    private static double[] smoothed(double[] values) {
        double[] smooth = values.clone();
        for (int i = 1; i < smooth.length; i++) {
            smooth[i] = smooth[i - 1] + Math.max(SMOOTHING, 1.0 / (i + 1)) * (values[i] - smooth[i - 1]);
        }
        return smooth;
    }

    @Override
    public void close() {
        events.close();
    }
}
