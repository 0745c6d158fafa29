package dev.vedette.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Makes the primitives and constants that all workers of one engine share, and owns them until closed. Primitives keep their
 * working space with the worker ("user scratchpad"), which is what makes them safe to share between threads.
 */
final class OneDnn implements AutoCloseable {
    private static final long[] STRIDE = {1, 1};
    private static final long[] NO_DILATION = {0, 0};
    private static final long[] PADDING = {1, 1};

    private final Deque<Pointer> owned = new ArrayDeque<>();
    private final engine cpu;
    private long scratchpadBytes = 1;

    OneDnn() {
        cpu = own(new engine(engine.kind.cpu, 0));
    }

    engine cpu() {
        return cpu;
    }

    /** Working space that the greediest primitive so far needs. */
    long scratchpadBytes() {
        return scratchpadBytes;
    }

    /** Keeps a native object beyond the {@link PointerScope} it was made in, until this is closed. */
    private <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.push(pointer);
        return pointer;
    }

    /** A primitive with its constants. */
    record Layer(primitive kernel, Argument weights, Argument bias) {}

    /** x·Wᵀ + b; weights, given as [out, in], are laid out as suits the primitive best. */
    Layer linear(Argument.View src, float[] weight, float[] bias, Argument.View dst, post_ops fused) {
        long out = bias.length;
        long in = weight.length / out;
        long[] shape = {in, out};
        memory.desc given = new memory.desc(shape, memory.data_type.f32, new long[] {1, in});
        memory.desc free = new memory.desc(shape, memory.data_type.f32, memory.format_tag.any);
        memory.desc row = new memory.desc(new long[] {1, out}, memory.data_type.f32, memory.format_tag.ab);
        matmul.primitive_desc chosen =
                new matmul.primitive_desc(cpu, src.desc(), free, row, dst.desc(), attributes(fused), false);
        return new Layer(
                made(chosen, new matmul(chosen)),
                constant(weight, given, chosen.weights_desc()),
                constant(bias, row, row));
    }

    primitive product(Argument.View a, Argument.View b, Argument.View dst, post_ops fused) {
        matmul.primitive_desc chosen =
                new matmul.primitive_desc(cpu, a.desc(), b.desc(), dst.desc(), attributes(fused), false);
        return made(chosen, new matmul(chosen));
    }

    /** Over the last dimension. */
    primitive softmax(Argument.View rows) {
        softmax_forward.primitive_desc chosen = new softmax_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.softmax_accurate,
                rows.desc(),
                rows.desc(),
                1,
                attributes(new post_ops()),
                false);
        return made(chosen, new softmax_forward(chosen));
    }

    /** Over the last dimension, with scale and shift. */
    primitive layerNorm(Argument.View src, Argument.View dst, float epsilon) {
        int flags = dnnl.normalization_flags.use_scale.value | dnnl.normalization_flags.use_shift.value;
        layer_normalization_forward.primitive_desc chosen = new layer_normalization_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference.value,
                src.desc(),
                dst.desc(),
                epsilon,
                flags,
                attributes(new post_ops()),
                false);
        return made(chosen, new layer_normalization_forward(chosen));
    }

    /** Depthwise 3×3 with padding 1 and bias. */
    Layer depthwise(Argument.View src, FoldedConvolution folded, Argument.View dst) {
        long[] shape = {folded.bias().length, 1, 1, 3, 3};
        memory.desc given = new memory.desc(shape, memory.data_type.f32, memory.format_tag.abcde);
        memory.desc free = new memory.desc(shape, memory.data_type.f32, memory.format_tag.any);
        convolution_forward.primitive_desc chosen = new convolution_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.convolution_direct,
                src.desc(),
                free,
                vector(folded.bias().length),
                dst.desc(),
                STRIDE,
                NO_DILATION,
                PADDING,
                PADDING,
                attributes(new post_ops()),
                false);
        return new Layer(
                made(chosen, new convolution_forward(chosen)),
                constant(folded.kernel(), given, chosen.weights_desc()),
                constant(folded.bias()));
    }

    Argument constant(float[] values) {
        memory.desc plain = vector(values.length);
        return constant(values, plain, plain);
    }

    private static memory.desc vector(int length) {
        return new memory.desc(new long[] {length}, memory.data_type.f32, memory.format_tag.a);
    }

    /** Copies values, lying as {@code given} says, into memory of their own that lies as {@code wanted} says. */
    private Argument constant(float[] values, memory.desc given, memory.desc wanted) {
        memory from = new memory(given, cpu, new FloatPointer(values));
        memory to = own(new memory(wanted, cpu));
        reorder.primitive_desc chosen = new reorder.primitive_desc(from, to);
        stream queue = new stream(cpu);
        new reorder(chosen).execute(queue, from, to);
        queue._wait();
        return new Argument.Constant(to);
    }

    private static primitive_attr attributes(post_ops fused) {
        primitive_attr attributes = new primitive_attr();
        attributes.set_scratchpad_mode(dnnl.scratchpad_mode.user);
        attributes.set_post_ops(fused);
        return attributes;
    }

    private primitive made(primitive_desc_base chosen, primitive result) {
        scratchpadBytes = Math.max(scratchpadBytes, chosen.scratchpad_desc().get_size());
        return own(result);
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().releaseReference();
        }
    }
}
