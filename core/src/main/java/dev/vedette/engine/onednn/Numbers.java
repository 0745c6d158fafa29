package dev.vedette.engine.onednn;

import org.bytedeco.dnnl.memory;

/**
 * How the values of a matrix are written: a written i stands for scale · i + offset.
 *
 * @param type oneDNN's name
 * @param bytes of one value
 */
public record Numbers(memory.data_type type, int bytes, float scale, float offset) {
    public static final Numbers FLOAT32 = new Numbers(memory.data_type.f32, Float.BYTES, 1, 0);

    /** Half as long as a float, with seven bits of its fraction. */
    public static final Numbers BFLOAT16 = new Numbers(memory.data_type.bf16, Short.BYTES, 1, 0);

    /** 0..255 for −1..1: the values of a picture, to the digit. */
    public static final Numbers PICTURE = uint8(-1, 1);

    private static final float LARGEST_INT8 = 127;
    private static final float LARGEST_UINT8 = 255;

    /** −127..127 for −largest..largest. What is beyond is clipped. */
    public static Numbers int8(float largest) {
        return new Numbers(memory.data_type.s8, 1, Math.max(largest, Float.MIN_NORMAL) / LARGEST_INT8, 0);
    }

    /** 0..255 for low..high. What is beyond is clipped. */
    public static Numbers uint8(float low, float high) {
        return new Numbers(memory.data_type.u8, 1, Math.max(high - low, Float.MIN_NORMAL) / LARGEST_UINT8, low);
    }

    /** Whether they are of float32. */
    public boolean areFloats() {
        return type == memory.data_type.f32;
    }

    /** Whether they are of integers. */
    boolean areIntegers() {
        return type == memory.data_type.s8 || type == memory.data_type.u8;
    }

    /** Numbers of the weights that a linear layer has for an input of these. */
    memory.data_type ofWeights() {
        return areIntegers() ? memory.data_type.s8 : type;
    }

    /** Whether a written i stands for itself. */
    boolean standForThemselves() {
        return scale == 1 && offset == 0;
    }
}
