package dev.vedette.cli;

import dev.vedette.training.Phase;
import dev.vedette.training.TrainingListener;
import dev.vedette.training.ValidationPoint;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Learning as a progress bar with loss, frames a second and time left. Not thread-safe. */
final class LearningProgress implements TrainingListener, AutoCloseable {
    private final PrintWriter out;
    private @Nullable Progress progress;
    private String held = "";
    private boolean watching;

    LearningProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void reading(String video, long framesOfAll) {
        if (progress == null) {
            progress = new Progress("reading footage", -1, "frames");
        }
        progress.at(framesOfAll, video);
    }

    @Override
    public void started(Phase phase, int step, int steps) {
        close();
        held = "";
        progress = new Progress(phase.name().toLowerCase(Locale.ROOT), step, steps, "steps");
    }

    @Override
    public void step(Phase phase, int step, int steps, double loss, double framesPerSecond) {
        if (progress != null) {
            progress.at(step, String.format(Locale.ROOT, "loss %.4f, %.1f frames/s%s", loss, framesPerSecond, held));
        }
    }

    @Override
    public void validated(ValidationPoint point) {
        held = String.format(Locale.ROOT, ", held out %.3f", point.score());
    }

    @Override
    public void watching(long frames, long ofAll) {
        if (!watching) {
            close();
            watching = true;
            progress = new Progress("fitting the threshold", ofAll, "frames");
        }
        if (progress != null) {
            progress.at(frames, "");
        }
    }

    @Override
    public void note(String text) {
        close();
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {
        if (progress != null) {
            progress.close();
            progress = null;
        }
    }
}
