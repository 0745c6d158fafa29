package dev.vedette.engine.onednn;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Values that never change, copied once for all who want the same ones lying alike. A {@link OneDnn} owns them. */
public final class Constants {
    private static final float[] ONE = {1};

    private final OneDnn owner;
    private final Map<Object, List<memory>> known = new IdentityHashMap<>();

    Constants(OneDnn owner) {
        this.owner = owner;
    }

    /** Weights given as [out, in], lying as wanted for [in, out]. */
    public Argument.Constant linear(float[] weight, int out, memory.desc wanted) {
        return of(weight, Layouts.transposed(out, weight.length / out), wanted);
    }

    /** Int8 weights given as [in, out], lying as wanted. */
    public Argument.Constant integers(byte[] weight, int out, memory.desc wanted) {
        memory.desc given =
                new memory.desc(new long[] {weight.length / out, out}, memory.data_type.s8, memory.format_tag.ab);
        return of(weight, given, wanted);
    }

    /** Depthwise weights given as [C, 1, 3, 3], lying as wanted. */
    public Argument.Constant depthwise(float[] kernel, memory.desc wanted) {
        return of(kernel, Layouts.depthwiseKernel(kernel.length / 9), wanted);
    }

    /** [n]. */
    public Argument.Constant vector(float[] values) {
        memory.desc plain = Layouts.vector(values.length);
        return of(values, plain, plain);
    }

    /** [1, n]. */
    public Argument.Constant row(float[] values) {
        memory.desc plain = Layouts.row(values.length);
        return of(values, plain, plain);
    }

    /** The constant 1. */
    public Argument.Constant one() {
        return row(ONE);
    }

    private Argument.Constant of(Object values, memory.desc given, memory.desc wanted) {
        List<memory> copies = known.computeIfAbsent(values, key -> new ArrayList<>());
        for (memory copy : copies) {
            if (copy.get_desc().equals(wanted)) {
                return new Argument.Constant(copy);
            }
        }
        memory made = rearranged(values, given, wanted);
        copies.add(made);
        return new Argument.Constant(made);
    }

    private memory rearranged(Object values, memory.desc given, memory.desc wanted) {
        Pointer source = values instanceof byte[] bytes ? new BytePointer(bytes) : new FloatPointer((float[]) values);
        memory from = new memory(given, owner.cpu(), source);
        memory to = owner.memory(wanted);
        reorder.primitive_desc chosen = new reorder.primitive_desc(from, to);
        stream queue = new stream(owner.cpu());
        new reorder(chosen).execute(queue, from, to);
        queue._wait();
        return to;
    }
}
