package dev.vedette.training.torch;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.WeightSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * AdamW (Loshchilov and Hutter, 2019): p ← p·(1 − lr·λ); m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²;
 * p ← p − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε). Its state can be taken out and put back, so that an interrupted run goes on.
 */
final class AdamW implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.95;
    private static final double EPSILON = 1e-8;
    private static final double WEIGHT_DECAY = 0.05;

    /** A parameter with the running means of its gradient and of the gradient's square. */
    private record Entry(WeightSpec spec, Tensor parameter, Tensor mean, Tensor square) {
        Map<String, Tensor> moments() {
            return Map.of(spec.name() + ".mean", mean, spec.name() + ".square", square);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private long steps;

    AdamW(Map<WeightSpec, Tensor> parameters) {
        try (PointerScope scope = new PointerScope()) {
            parameters.forEach((spec, parameter) -> entries.add(new Entry(
                    spec,
                    parameter,
                    torch.zeros_like(parameter).retainReference(),
                    torch.zeros_like(parameter).retainReference())));
        }
    }

    /** One step along the parameters' gradients, which are then forgotten. */
    void step(double learningRate) {
        steps++;
        try (PointerScope scope = new PointerScope();
                NoGradGuard frozen = new NoGradGuard()) {
            entries.stream()
                    .filter(entry -> entry.parameter().grad().defined())
                    .forEach(entry -> update(entry, learningRate));
        }
    }

    private void update(Entry entry, double learningRate) {
        Tensor gradient = entry.parameter().grad();
        if (entry.spec().decays()) {
            entry.parameter().mul_(new Scalar(1 - learningRate * WEIGHT_DECAY));
        }
        entry.mean().lerp_(gradient, new Scalar(1 - BETA1));
        entry.square().mul_(new Scalar(BETA2)).addcmul_(gradient, gradient, new Scalar(1 - BETA2));
        double correction1 = 1 - Math.pow(BETA1, steps);
        double correction2 = Math.sqrt(1 - Math.pow(BETA2, steps));
        Tensor root = entry.square().sqrt().div_(new Scalar(correction2)).add_(new Scalar(EPSILON));
        entry.parameter().addcdiv_(entry.mean(), root, new Scalar(-learningRate / correction1));
        gradient.zero_();
    }

    long steps() {
        return steps;
    }

    /** {@code NAME.mean} and {@code NAME.square} of every parameter, as vectors. */
    Map<String, dev.vedette.model.Tensor> state() {
        Map<String, dev.vedette.model.Tensor> state = new LinkedHashMap<>();
        entries.forEach(entry -> entry.moments().forEach((name, tensor) -> state.put(name, TorchTensors.flat(tensor))));
        return state;
    }

    /** Goes on from a {@link #state()} after as many steps. */
    void load(Map<String, dev.vedette.model.Tensor> state, long stepsDone) {
        entries.forEach(entry -> entry.moments().forEach((name, tensor) -> {
            dev.vedette.model.Tensor saved = state.get(name);
            if (saved == null) {
                throw VedetteException.badInput("the checkpoint lacks the optimiser's " + name
                        + ": it is not of this phase of learning; start again without --resume");
            }
            TorchTensors.overwrite(tensor, saved);
        }));
        steps = stepsDone;
    }

    @Override
    public void close() {
        entries.forEach(entry -> {
            entry.mean().close();
            entry.square().close();
        });
    }
}
