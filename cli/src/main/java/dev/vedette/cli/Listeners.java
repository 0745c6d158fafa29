package dev.vedette.cli;

import dev.vedette.training.Phase;
import dev.vedette.training.TrainingListener;
import dev.vedette.training.ValidationPoint;
import java.util.List;
import java.util.function.Consumer;

/** Several listeners as one. */
record Listeners(List<TrainingListener> all) implements TrainingListener {
    Listeners(TrainingListener... all) {
        this(List.of(all));
    }

    private void each(Consumer<TrainingListener> told) {
        all.forEach(told);
    }

    @Override
    public void reading(String video, long framesOfAll) {
        each(one -> one.reading(video, framesOfAll));
    }

    @Override
    public void started(Phase phase, int step, int steps) {
        each(one -> one.started(phase, step, steps));
    }

    @Override
    public void step(Phase phase, int step, int steps, double loss, double framesPerSecond) {
        each(one -> one.step(phase, step, steps, loss, framesPerSecond));
    }

    @Override
    public void validated(ValidationPoint point) {
        each(one -> one.validated(point));
    }

    @Override
    public void watching(long frames, long ofAll) {
        each(one -> one.watching(frames, ofAll));
    }

    @Override
    public void note(String text) {
        each(one -> one.note(text));
    }
}
