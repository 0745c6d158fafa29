package dev.vedette.engine.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.WeightLayout;
import dev.vedette.model.WeightSpec;
import dev.vedette.model.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network's weights while they change, and the gradients of those that learn. */
final class Parameters {
    private final NetworkConfig network;
    private final Map<String, float[]> values = new LinkedHashMap<>();
    private final Map<String, float[]> gradients = new LinkedHashMap<>();

    /** @param student what learns: the student's own parameters or all others */
    Parameters(NetworkConfig network, Weights initial, boolean student) {
        this.network = network;
        for (WeightSpec spec : WeightLayout.of(network)) {
            float[] value = initial.get(spec.name()).values().clone();
            values.put(spec.name(), value);
            if (spec.kind() == WeightSpec.Kind.PARAMETER && spec.ofStudent() == student) {
                gradients.put(spec.name(), new float[value.length]);
            }
        }
    }

    float[] get(String name) {
        float[] value = values.get(name);
        if (value == null) {
            throw VedetteException.internal("no weight is called " + name, null);
        }
        return value;
    }

    boolean learns(String name) {
        return gradients.containsKey(name);
    }

    float[] gradient(String name) {
        float[] gradient = gradients.get(name);
        if (gradient == null) {
            throw VedetteException.internal(name + " does not learn", null);
        }
        return gradient;
    }

    /** A copy of the weights as they are now. */
    Weights weights() {
        Map<String, Tensor> copies = new LinkedHashMap<>();
        for (WeightSpec spec : WeightLayout.of(network)) {
            copies.put(
                    spec.name(), new Tensor(spec.shapeArray(), get(spec.name()).clone()));
        }
        return Weights.of(network, copies);
    }

    /** What learns, in the order of the layout. */
    Map<WeightSpec, float[]> learning() {
        Map<WeightSpec, float[]> learning = new LinkedHashMap<>();
        WeightLayout.of(network).stream()
                .filter(spec -> learns(spec.name()))
                .forEach(spec -> learning.put(spec, get(spec.name())));
        return learning;
    }
}
