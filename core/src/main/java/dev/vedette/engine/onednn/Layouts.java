package dev.vedette.engine.onednn;

import org.bytedeco.dnnl.memory;

/** How numbers lie in memory. */
public final class Layouts {
    private Layouts() {}

    /** So many bytes without a shape. */
    public static memory.desc bytes(long size) {
        return new memory.desc(new long[] {size}, memory.data_type.u8, memory.format_tag.a);
    }

    public static memory.desc vector(long length) {
        return new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
    }

    /** [1, length]. */
    static memory.desc row(long length) {
        return new memory.desc(new long[] {1, length}, memory.data_type.f32, memory.format_tag.ab);
    }

    /** Weights given as [out, in] that are read as [in, out]. */
    public static memory.desc transposed(long out, long in) {
        return new memory.desc(new long[] {in, out}, memory.data_type.f32, new long[] {1, in});
    }

    /** Depthwise weights given as [C, 1, 3, 3]. */
    public static memory.desc depthwiseKernel(long channels) {
        return depthwiseKernel(channels, memory.format_tag.abcde);
    }

    /** The same, as suits a primitive best. */
    static memory.desc anyDepthwiseKernel(long channels) {
        return depthwiseKernel(channels, memory.format_tag.any);
    }

    private static memory.desc depthwiseKernel(long channels, memory.format_tag order) {
        return new memory.desc(new long[] {channels, 1, 1, 3, 3}, memory.data_type.f32, order);
    }
}
