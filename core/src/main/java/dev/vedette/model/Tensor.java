package dev.vedette.model;

import dev.vedette.fault.VedetteException;
import java.util.Arrays;

/**
 * Numbers with a shape, row-major. The array is shared, not copied: treat it as read-only.
 *
 * @param shape empty for a single number
 */
@SuppressWarnings("ArrayRecordComponent")
public record Tensor(int[] shape, float[] values) {
    public Tensor {
        if (sizeOf(shape) != values.length) {
            throw VedetteException.internal(
                    "a tensor of shape " + Arrays.toString(shape) + " cannot hold " + values.length + " values", null);
        }
    }

    /** Number of values that a shape holds. */
    public static long sizeOf(int... shape) {
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, extent);
        }
        return size;
    }

    /** Whether it holds neither infinities nor NaN. */
    public boolean isFinite() {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    public static Tensor zeros(int... shape) {
        return new Tensor(shape, new float[Math.toIntExact(sizeOf(shape))]);
    }

    public static Tensor filled(float value, int... shape) {
        Tensor tensor = zeros(shape);
        Arrays.fill(tensor.values, value);
        return tensor;
    }
}
