package dev.vedette.libtorch;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.Weights;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A network's weights in libtorch's memory, until closed. Whoever computes with them synchronizes on them. */
final class LibtorchWeights implements AutoCloseable {
    private final Numbers numbers;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private boolean closed;

    LibtorchWeights(Weights weights, Numbers numbers) {
        this.numbers = numbers;
        weights.asMap().forEach((name, tensor) -> tensors.put(name, copy(tensor, numbers)));
    }

    @SuppressWarnings("try")
    private static Tensor copy(dev.vedette.model.Tensor tensor, Numbers numbers) {
        long[] shape = IntStream.of(tensor.shape()).asLongStream().toArray();
        try (PointerScope scope = new PointerScope()) {
            // What lies over the pointer's memory does not own it.
            return torch.from_blob(new FloatPointer(tensor.values()), shape)
                    .clone()
                    .to(numbers.type())
                    .retainReference();
        }
    }

    Numbers numbers() {
        return numbers;
    }

    void requireOpen() {
        if (closed) {
            throw VedetteException.internal("the scoring engine is closed", null);
        }
    }

    /** Not the caller's to close. */
    Tensor get(String name) {
        requireOpen();
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw VedetteException.internal("no weight is called " + name, null);
        }
        return tensor;
    }

    @Override
    public void close() {
        closed = true;
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
