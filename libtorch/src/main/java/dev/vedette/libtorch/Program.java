package dev.vedette.libtorch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Operations in the order in which they are done, and what each uses. A value's memory is freed after its last use, as where a program in
 * C++ or Python lets go of a tensor; otherwise every operation would write to memory that no cache knows. Values are numbered: inputs
 * first, then results. Once written, for any number of threads.
 */
final class Program {
    /** Makes one result of the values; whatever else it makes on the way is freed behind it. */
    @FunctionalInterface
    interface Operation {
        Tensor run(Tensor[] values);
    }

    private record Step(Operation operation, int[] used) {}

    private final int inputs;
    private final List<Step> steps = new ArrayList<>();

    Program(int inputs) {
        this.inputs = inputs;
    }

    /** Gives the number of the result. */
    int add(Operation operation, int... used) {
        steps.add(new Step(operation, used));
        return inputs + steps.size() - 1;
    }

    /**
     * Does everything once.
     *
     * @param given the inputs, which stay the caller's
     * @param wanted numbers of the results that are given back, in the caller's pointer scope
     */
    @SuppressWarnings("try")
    List<Tensor> run(List<Tensor> given, int... wanted) {
        int[] lastUse = lastUse(wanted);
        @Nullable Tensor[] values = Arrays.copyOf(given.toArray(Tensor[]::new), inputs + steps.size());
        try {
            for (int i = 0; i < steps.size(); i++) {
                Step step = steps.get(i);
                try (PointerScope onTheWay = new PointerScope()) {
                    values[inputs + i] = step.operation.run(values).retainReference();
                }
                for (int value : step.used) {
                    if (lastUse[value] == i) {
                        free(values, value);
                    }
                }
            }
            List<Tensor> results =
                    Arrays.stream(wanted).mapToObj(value -> values[value]).toList();
            results.forEach(PointerScope.getInnerScope()::attach);
            return results;
        } finally {
            for (int value = 0; value < values.length; value++) {
                free(values, value);
            }
        }
    }

    /** Step that uses a value last, of those that may be freed behind it. */
    private int[] lastUse(int[] wanted) {
        int[] last = new int[inputs + steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            for (int value : steps.get(i).used) {
                last[value] = i;
            }
        }
        for (int value : wanted) {
            last[value] = steps.size();
        }
        return last;
    }

    private void free(@Nullable Tensor[] values, int value) {
        Tensor tensor = values[value];
        if (value >= inputs && tensor != null) {
            tensor.close();
            values[value] = null;
        }
    }
}
