package dev.vedette.engine.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.Tensor;
import dev.vedette.model.WeightSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter, 2019): p ← p·(1 − lr·λ); m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²;
 * p ← p − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε). Its state can be taken out and put back, so that an interrupted run goes on.
 */
final class AdamW {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.95;
    private static final double EPSILON = 1e-8;
    private static final double WEIGHT_DECAY = 0.05;

    private final List<Entry> entries;
    private long steps;

    AdamW(Parameters parameters) {
        entries = parameters.learning().entrySet().stream()
                .map(learning -> new Entry(
                        learning.getKey(),
                        learning.getValue(),
                        parameters.gradient(learning.getKey().name())))
                .toList();
    }

    /** A parameter with the running means of its gradient and of the gradient's square. */
    private static final class Entry {
        private final WeightSpec spec;
        private final float[] parameter;
        private final float[] gradient;
        private final float[] mean;
        private final float[] square;

        Entry(WeightSpec spec, float[] parameter, float[] gradient) {
            this.spec = spec;
            this.parameter = parameter;
            this.gradient = gradient;
            this.mean = new float[parameter.length];
            this.square = new float[parameter.length];
        }

        void update(float decay, float rate, float rootCorrection) {
            float kept = spec.decays() ? decay : 1;
            float epsilon = (float) EPSILON;
            float beta1 = (float) BETA1;
            float beta2 = (float) BETA2;
            float rest1 = (float) (1 - BETA1);
            float rest2 = (float) (1 - BETA2);
            for (int i = 0; i < parameter.length; i++) {
                float g = gradient[i];
                float m = beta1 * mean[i] + rest1 * g;
                float s = beta2 * square[i] + rest2 * g * g;
                mean[i] = m;
                square[i] = s;
                parameter[i] = parameter[i] * kept - rate * m / ((float) Math.sqrt(s) * rootCorrection + epsilon);
            }
        }

        Map<String, float[]> moments() {
            return Map.of(spec.name() + ".mean", mean, spec.name() + ".square", square);
        }
    }

    /** One step along the parameters' gradients. */
    void step(double learningRate, Crew crew) {
        steps++;
        float decay = (float) (1 - learningRate * WEIGHT_DECAY);
        float rate = (float) (learningRate / (1 - Math.pow(BETA1, steps)));
        float rootCorrection = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, steps)));
        crew.each(entries.size(), (worker, i) -> entries.get(i).update(decay, rate, rootCorrection));
    }

    /** {@code NAME.mean} and {@code NAME.square} of every parameter, as vectors. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        entries.forEach(entry -> entry.moments()
                .forEach((name, values) -> state.put(name, new Tensor(new int[] {values.length}, values.clone()))));
        return state;
    }

    /** Goes on from a {@link #state()} after as many steps. */
    void load(Map<String, Tensor> state, long stepsDone) {
        entries.forEach(entry -> entry.moments().forEach((name, values) -> {
            Tensor saved = state.get(name);
            if (saved == null || saved.values().length != values.length) {
                throw VedetteException.badInput("the checkpoint lacks the optimiser's " + name
                        + ": it is not of this phase of learning; start again without --resume");
            }
            System.arraycopy(saved.values(), 0, values, 0, values.length);
        }));
        steps = stepsDone;
    }
}
