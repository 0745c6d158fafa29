package dev.vedette.server.learning;

import dev.vedette.server.learning.LearningStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One learning of one camera, from when it was asked for. Thread-safe. */
final class LearningRun {
    /** Before this share is done, how long it will take is anybody's guess. */
    private static final double ENOUGH_TO_TELL = 0.08;

    private final Consumer<LearningStatus> listener;
    private LearningStatus status;
    private @Nullable LearnerProcess process;
    private Duration paused = Duration.ZERO;
    private Instant pausedAt = Instant.EPOCH;

    LearningRun(String camera, Consumer<LearningStatus> listener) {
        this.listener = listener;
        this.status = new LearningStatus(
                camera,
                State.QUEUED,
                0,
                "Waiting for another camera to be learned",
                Optional.empty(),
                Instant.now(),
                Optional.empty());
    }

    synchronized LearningStatus status() {
        return status;
    }

    /** Runs a learner to its end. @return what it learned; empty when it failed or was broken off */
    Optional<LearningReport.Outcome> follow(LearningOrder order) {
        try (LearnerProcess learner = LearnerProcess.start(order)) {
            if (!begin(learner)) {
                return Optional.empty();
            }
            Optional<LearningReport.Line> line = learner.next();
            while (line.isPresent()) {
                LearningReport.Line said = line.get();
                switch (said.kind()) {
                    case "progress" -> progress(said);
                    case "done" -> {
                        return Optional.of(new LearningReport.Outcome(said.quality(), said.before(), said.text()));
                    }
                    case "failed" -> {
                        failed(said.text());
                        return Optional.empty();
                    }
                    default -> {
                        // Something else in the process wrote to its output.
                    }
                }
                line = learner.next();
            }
            failed("the learner died: see learning.log in the data folder");
            return Optional.empty();
        }
    }

    private synchronized boolean begin(LearnerProcess learner) {
        if (status.over()) {
            return false;
        }
        process = learner;
        status = new LearningStatus(
                status.camera(), State.RUNNING, 0, "Starting", Optional.empty(), Instant.now(), Optional.empty());
        listener.accept(status);
        return true;
    }

    private synchronized void progress(LearningReport.Line line) {
        if (status.over()) {
            return;
        }
        Optional<Long> left = Optional.empty();
        if (line.progress() > ENOUGH_TO_TELL) {
            double spent = Duration.between(status.began(), Instant.now())
                            .minus(paused)
                            .toMillis()
                    / 1000.0;
            // The clock may have been set.
            left = Optional.of(Math.round(Math.max(0, spent) / line.progress() * (1 - line.progress())));
        }
        status = new LearningStatus(
                status.camera(),
                status.state(),
                Math.max(status.progress(), line.progress()),
                line.text(),
                Optional.empty(),
                status.began(),
                left);
        listener.accept(status);
    }

    synchronized void pause() {
        if (status.state() == State.RUNNING && process != null) {
            process.pause();
            pausedAt = Instant.now();
            become(State.PAUSED, null);
        }
    }

    synchronized void resume() {
        if (status.state() == State.PAUSED && process != null) {
            process.resume();
            paused = paused.plus(Duration.between(pausedAt, Instant.now()));
            become(State.RUNNING, null);
        }
    }

    synchronized void cancel() {
        if (!status.over()) {
            become(State.CANCELLED, "Learning was broken off.");
            if (process != null) {
                process.close();
            }
        }
    }

    void done(String message) {
        become(State.DONE, message);
    }

    void oldKept(String message) {
        become(State.OLD_KEPT, message);
    }

    synchronized void failed(String why) {
        if (!status.over()) {
            become(State.FAILED, why);
        }
    }

    private synchronized void become(State state, @Nullable String message) {
        status = new LearningStatus(
                status.camera(),
                state,
                state == State.DONE ? 1 : status.progress(),
                status.step(),
                Optional.ofNullable(message),
                status.began(),
                Optional.empty());
        listener.accept(status);
    }
}
