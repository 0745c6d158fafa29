package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Bfloat16;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.Numbers;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.WeightSpec;
import dev.vedette.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One phase of learning: forward, loss, gradients, AdamW. Results do not depend on the number of threads. Not thread-safe; owns
 * native memory until closed.
 */
public final class Learner implements AutoCloseable {
    private final Options options;
    private final Parameters parameters;
    private final AdamW optimizer;
    private final Crew crew;
    private @Nullable Program program;

    /**
     * @param student which phase: the student from the frozen teacher, or the teacher
     * @param motionWeighted teacher: tokens count by their weights, summed over the batch; otherwise the mean over removed tokens
     * @param anomalyWeight teacher: how much the anomaly channel counts against one colour channel; 1 in the paper
     * @param frozenStatistics student: the frozen parts use the statistics of the first phase; in the released code they keep
     *     following the batches
     * @param bfloat16 whether matrix products round their factors to bfloat16; their sums and all else are of float32; see {@link Bfloat16}
     * @param dropout whether dropout drops
     * @param threads at least 1
     */
    public record Options(
            boolean student,
            boolean motionWeighted,
            double anomalyWeight,
            boolean frozenStatistics,
            boolean bfloat16,
            boolean dropout,
            int threads) {}

    /**
     * @param initial stays as it is
     * @throws VedetteException device, where oneDNN cannot be loaded
     */
    public Learner(NetworkConfig network, Weights initial, Options options) {
        this.options = options;
        this.parameters = new Parameters(network, initial, options.student());
        this.optimizer = new AdamW(parameters);
        try {
            this.crew = new Crew(options.threads());
        } catch (LinkageError e) {
            throw VedetteException.device(
                    "learning needs oneDNN, and it does not load here (" + e.getMessage()
                            + "): add org.bytedeco:dnnl for this platform",
                    e);
        }
    }

    /**
     * One step.
     *
     * @param seed of the step's dropout
     * @return the loss before the step: of the batch's sum in the motion-weighted teacher phase, of the mean elsewhere
     */
    public double step(Batch batch, double learningRate, long seed) {
        double loss = backward(batch, seed);
        if (Double.isFinite(loss)) {
            optimizer.step(learningRate, crew);
        }
        return loss;
    }

    /** The loss; its gradients are left in {@link #gradients}. */
    double backward(Batch batch, long seed) {
        Program ready = program;
        if (ready == null || !ready.fits(batch)) {
            if (ready != null) {
                ready.close();
            }
            ready = crew.once(() -> program(batch, true));
            program = ready;
        }
        return ready.run(batch, parameters, seed);
    }

    /** The loss as it would be while scoring: BatchNorm's running statistics, no dropout, nothing learns. */
    double evaluate(Batch batch) {
        try (Program scoring = crew.once(() -> program(batch, false))) {
            return scoring.run(batch, parameters, 0);
        }
    }

    private Program program(Batch batch, boolean learning) {
        Numbers factors = options.bfloat16() ? Numbers.BFLOAT16 : Numbers.FLOAT32;
        LearningPlan plan = new LearningPlan(parameters, factors, tape -> plan(tape, batch.network(), learning));
        return new Program(batch.network(), plan, crew, batch.size());
    }

    private void plan(Tape tape, NetworkConfig network, boolean learning) {
        MaskedAutoencoder autoencoder = new MaskedAutoencoder(network);
        Activation ofSample = Activation.of(Matrix.dense(network.tokens(), 1), false);
        boolean drifting = learning && (!options.student() || !options.frozenStatistics());
        GradientOps ops = new GradientOps(tape, drifting, drifting && options.dropout());
        Activation shared = autoencoder.shared(ops, autoencoder.encode(ops, ofSample, ofSample), ofSample);
        Activation teacher = autoencoder.teacher(ops, shared);
        if (options.student()) {
            GradientOps own = ops.goingOn(learning, learning && options.dropout());
            new Loss(tape).ofStudent(autoencoder.student(own, shared), teacher.value());
        } else {
            new Loss(tape).ofTeacher(teacher, network, options.motionWeighted(), options.anomalyWeight());
        }
        if (learning) {
            tape.turn();
        }
    }

    /** A copy of the weights as they are now. */
    public Weights weights() {
        return parameters.weights();
    }

    /** Gradients as they are now, by name. */
    Map<String, Tensor> gradients() {
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (WeightSpec spec : parameters.learning().keySet()) {
            gradients.put(
                    spec.name(),
                    new Tensor(
                            spec.shapeArray(), parameters.gradient(spec.name()).clone()));
        }
        return gradients;
    }

    /** The optimiser's state, to go on from with {@link #resume}. */
    public Map<String, Tensor> state() {
        return optimizer.state();
    }

    public void resume(Map<String, Tensor> state, long steps) {
        optimizer.load(state, steps);
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
        crew.close();
    }
}
