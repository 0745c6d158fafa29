package dev.vedette.training.torch;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.Tensor;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;

/** Numbers in and out of libtorch. */
final class TorchTensors {
    private TorchTensors() {}

    /** A tensor that outlives the current pointer scope; the caller closes it. */
    static org.bytedeco.pytorch.Tensor copyOf(Tensor tensor) {
        return copyOf(
                tensor.values(), IntStream.of(tensor.shape()).asLongStream().toArray());
    }

    static org.bytedeco.pytorch.Tensor copyOf(float[] values, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            // from_blob does not own the memory: clone before the scope frees it.
            return inScope(values, shape).clone().retainReference();
        }
    }

    /** A tensor over a copy of the values that lives as long as the current pointer scope. */
    static org.bytedeco.pytorch.Tensor inScope(float[] values, long... shape) {
        return torch.from_blob(new FloatPointer(values), shape);
    }

    /** A tensor of whole numbers in the current pointer scope. */
    static org.bytedeco.pytorch.Tensor inScope(long[] values, long... shape) {
        return torch.tensor(values).view(shape);
    }

    static Tensor copyOf(org.bytedeco.pytorch.Tensor tensor, int... shape) {
        return new Tensor(shape, values(tensor));
    }

    /** As a vector. */
    static Tensor flat(org.bytedeco.pytorch.Tensor tensor) {
        float[] values = values(tensor);
        return new Tensor(new int[] {values.length}, values);
    }

    /** Copies the values into a contiguous float32 tensor of the same size. */
    static void overwrite(org.bytedeco.pytorch.Tensor target, Tensor source) {
        if (target.numel() != source.values().length) {
            throw VedetteException.internal(
                    source.values().length + " values do not fit a tensor of " + target.numel(), null);
        }
        try (FloatPointer values = new FloatPointer(source.values())) {
            Pointer.memcpy(target.data_ptr(), values, (long) Float.BYTES * source.values().length);
        }
    }

    static float[] values(org.bytedeco.pytorch.Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            org.bytedeco.pytorch.Tensor contiguous =
                    tensor.detach().to(torch.ScalarType.Float).contiguous();
            float[] values = new float[Math.toIntExact(contiguous.numel())];
            new FloatPointer(contiguous.data_ptr()).get(values);
            return values;
        }
    }
}
