package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NumberFormat;
import dev.vedette.model.Tensor;
import dev.vedette.training.pickle.Pickled.StoredTensor;
import java.nio.ByteBuffer;
import java.util.List;

/** Gathers a tensor from its storage: element (i, j, …) lies at offset + i·stride₀ + j·stride₁ + …. */
final class StridedTensor {
    private final String name;
    private final int[] shape;
    private final long[] strides;
    private final long offset;
    private final NumberFormat format;
    private final int size;

    /**
     * Checks that all elements lie in the storage.
     *
     * @param name what to call it in messages
     */
    StridedTensor(StoredTensor stored, String name) {
        this.name = name;
        List<Long> extents = stored.shape();
        if (extents.size() != stored.strides().size()) {
            throw damaged(stored);
        }
        this.format = StorageType.format(stored.storage(), name);
        this.shape = new int[extents.size()];
        this.strides = new long[extents.size()];
        long base = stored.storage().offset();
        try {
            this.offset = Math.addExact(base, stored.offset());
            long last = offset;
            long product = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = Math.toIntExact(extents.get(i));
                strides[i] = stored.strides().get(i);
                product = Math.multiplyExact(product, shape[i]);
                last = Math.addExact(last, Math.multiplyExact((long) shape[i] - 1, strides[i]));
                if (shape[i] < 0 || strides[i] < 0) {
                    throw damaged(stored);
                }
            }
            this.size = Math.toIntExact(product);
            if (base < 0
                    || stored.offset() < 0
                    || (size > 0 && last >= stored.storage().count())) {
                throw damaged(stored);
            }
        } catch (ArithmeticException e) {
            throw damaged(stored);
        }
    }

    int size() {
        return size;
    }

    Tensor read(ByteBuffer numbers) {
        float[] values = new float[size];
        int[] index = new int[shape.length];
        long at = offset;
        for (int i = 0; i < size; i++) {
            numbers.position((int) (at * format.bytes()));
            values[i] = format.get(numbers);
            for (int d = shape.length - 1; d >= 0; d--) {
                at += strides[d];
                if (++index[d] < shape[d]) {
                    break;
                }
                at -= strides[d] * shape[d];
                index[d] = 0;
            }
        }
        return new Tensor(shape, values);
    }

    private VedetteException damaged(StoredTensor stored) {
        return VedetteException.badInput(name + " of shape " + stored.shape() + ", strides "
                + stored.strides() + " and offset " + stored.offset() + " does not lie in its storage of "
                + stored.storage().count() + " numbers: the file is damaged");
    }
}
