package dev.vedette.model;

import dev.vedette.fault.VedetteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** All weights of a network by name, in the order of {@link WeightLayout}. Immutable as long as nobody writes to its arrays. */
public final class Weights {
    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(tensors);
    }

    /**
     * Takes the tensors that the network needs, checking names and shapes.
     *
     * @throws VedetteException bad input, naming all that is missing, superfluous or misshapen
     */
    public static Weights of(NetworkConfig network, Map<String, Tensor> tensors) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        requireFit(network, shapes, "weights");
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        WeightLayout.of(network)
                .forEach(spec -> ordered.put(spec.name(), Objects.requireNonNull(tensors.get(spec.name()))));
        return new Weights(ordered);
    }

    /**
     * Says in one bad-input message which of these names and shapes do not fit the network.
     *
     * @param what to call them in the message
     */
    static void requireFit(NetworkConfig network, Map<String, int[]> shapes, String what) {
        List<String> problems = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (WeightSpec spec : WeightLayout.of(network)) {
            known.add(spec.name());
            int[] shape = shapes.get(spec.name());
            if (shape == null) {
                problems.add(spec.name() + " is missing");
            } else if (!Arrays.equals(shape, spec.shapeArray())) {
                problems.add(spec.name() + " is " + Arrays.toString(shape) + ", expected " + spec.shape());
            }
        }
        shapes.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(SafetensorsHeader.quote(name) + " is not a weight of this network"));
        if (!problems.isEmpty()) {
            String more = problems.size() > 5 ? " and " + (problems.size() - 5) + " more" : "";
            throw VedetteException.badInput(what + " do not fit the network: "
                    + String.join("; ", problems.subList(0, Math.min(5, problems.size()))) + more);
        }
    }

    /**
     * Weights to start learning from: Xavier-uniform matrices (the patch embedding as one matrix), depthwise kernels uniform within
     * ±1/√9, zero biases and tokens, unit norms.
     */
    public static Weights initial(NetworkConfig network, long seed) {
        Random random = new Random(seed);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (WeightSpec spec : WeightLayout.of(network)) {
            tensors.put(spec.name(), initial(spec, random));
        }
        return new Weights(tensors);
    }

    private static Tensor initial(WeightSpec spec, Random random) {
        int[] shape = spec.shapeArray();
        boolean unit = spec.name().endsWith("running_var")
                || (shape.length == 1 && spec.name().endsWith(".weight"));
        Tensor tensor = Tensor.filled(unit ? 1 : 0, shape);
        if (spec.decays() && !spec.name().endsWith("_token")) {
            int fanOut = shape[0];
            int fanIn = tensor.values().length / fanOut;
            boolean depthwise = spec.name().endsWith(".conv.weight");
            double bound = depthwise ? 1 / Math.sqrt(fanIn) : Math.sqrt(6.0 / (fanIn + fanOut));
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        return tensor;
    }

    /** @throws VedetteException internal, if there is no such weight */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw VedetteException.internal("no weight is called " + name, null);
        }
        return tensor;
    }

    /** Name to tensor in the order of the layout; unmodifiable. */
    public Map<String, Tensor> asMap() {
        return tensors;
    }

    /** Number of learned values. */
    public static long parameters(NetworkConfig network) {
        return WeightLayout.of(network).stream()
                .filter(spec -> spec.kind() == WeightSpec.Kind.PARAMETER)
                .mapToLong(spec -> Tensor.sizeOf(spec.shapeArray()))
                .sum();
    }
}
