package dev.vedette.training;

import dev.vedette.engine.learning.Batch;
import dev.vedette.engine.learning.Learner;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.Weights;
import java.util.Optional;

/** One phase of learning: steps, validations, checkpoints, the best weights at the end. */
final class PhaseRun {
    private final Phase phase;
    private final TrainingConfig config;
    private final Material material;
    private final Trainer.Run run;
    private final Validator validator;

    PhaseRun(Phase phase, TrainingConfig config, Material material, Trainer.Run run) {
        this.phase = phase;
        this.config = config;
        this.material = material;
        this.run = run;
        this.validator = new Validator(config, material);
    }

    /** Of what is drawn in a step: no other step of either phase has it. */
    private long seed(int step) {
        return (config.seed() * Phase.values().length + phase.ordinal()) * 1_000_003 + step;
    }

    /**
     * Learns to the phase's end and gives the weights that did best on held-out footage.
     *
     * @param initial weights at the start or, going on, at the checkpoint
     */
    Weights learn(Weights initial, Optional<Checkpoint> from) {
        int steps = config.schedule().steps(phase);
        int first = from.map(Checkpoint::step).orElse(0);
        Weights best = from.map(Checkpoint::best).orElse(initial);
        double bestScore = from.map(Checkpoint::bestScore).orElse(Double.NEGATIVE_INFINITY);
        run.listener().started(phase, first, steps);
        try (Learner learner = new Learner(config.network(), initial, options());
                Loader loader = new Loader(step -> material.batch(phase, step), first, steps)) {
            from.ifPresent(checkpoint -> learner.resume(checkpoint.optimizer(), checkpoint.step()));
            Pace pace = new Pace();
            for (int step = first; step < steps; step++) {
                Batch batch = loader.next();
                double loss = learner.step(batch, config.schedule().rate(phase, step), seed(step));
                requireFinite(loss, step);
                pace.did(batch.size());
                report(step + 1, steps, loss, batch.size(), pace.perSecond());
                if (dueAt(step + 1, steps)) {
                    Weights now = learner.weights();
                    ValidationPoint point = validator.validate(phase, step + 1, now, bestScore);
                    run.listener().validated(point);
                    best = point.best() ? now : best;
                    bestScore = Math.max(bestScore, point.score());
                    new Checkpoint(phase, step + 1, now, best, bestScore, learner.state())
                            .write(run.folder(), run.identity());
                }
            }
        }
        return best;
    }

    private Learner.Options options() {
        TrainingConfig.Method method = config.method();
        return new Learner.Options(
                phase == Phase.STUDENT,
                method.motionWeighted(),
                method.anomalyWeight(),
                method.frozenStatistics(),
                config.compute().bfloat16(),
                method.dropout(),
                config.compute().threadsToUse());
    }

    private boolean dueAt(int step, int steps) {
        int every = Math.max(1, steps / config.validation().times());
        return step == steps || (step % every == 0 && steps - step >= every / 2);
    }

    private void report(int step, int steps, double loss, int samples, double samplesPerSecond) {
        boolean sum = phase == Phase.TEACHER && config.method().motionWeighted();
        run.listener().step(phase, step, steps, sum ? loss / samples : loss, samplesPerSecond);
    }

    private void requireFinite(double loss, int step) {
        if (!Double.isFinite(loss)) {
            throw VedetteException.badConfiguration("the loss is " + loss + " at step " + (step + 1) + " of the "
                    + phase.name().toLowerCase(java.util.Locale.ROOT)
                    + " phase, expected a finite number: learn with a lower --learning-rate (it is "
                    + config.schedule().learningRate() + ") or with --precision float32; the last checkpoint is kept");
        }
    }
}
