package dev.vedette.engine.onednn;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.layer_normalization_backward;
import org.bytedeco.dnnl.layer_normalization_forward;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.primitive_desc_base;
import org.bytedeco.dnnl.reduction;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.softmax_backward;
import org.bytedeco.dnnl.softmax_forward;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Makes the primitives that all workers of one plan share, and owns them and the constants until closed. Primitives keep their
 * working space with the worker ("user scratchpad"), which is what makes them safe to share between threads.
 */
public final class OneDnn implements AutoCloseable {
    private static final long[] STRIDE = {1, 1};
    private static final long[] NO_DILATION = {0, 0};
    private static final long[] PADDING = {1, 1};
    private static final int SCALE_AND_SHIFT =
            dnnl.normalization_flags.use_scale.value | dnnl.normalization_flags.use_shift.value;

    /** Argument of the scales of int8 weights, one for each column. */
    public static final int WEIGHT_SCALES = dnnl.DNNL_ARG_ATTR_SCALES | dnnl.DNNL_ARG_WEIGHTS;

    private static final int EACH_COLUMN = 1 << 1;

    private final Deque<Pointer> owned = new ArrayDeque<>();
    private final Constants constants;
    private final engine cpu;
    private long scratchpadBytes = 1;

    public OneDnn() {
        cpu = own(new engine(engine.kind.cpu, 0));
        constants = new Constants(this);
    }

    /** Weights and other values that never change. */
    public Constants constants() {
        return constants;
    }

    public engine cpu() {
        return cpu;
    }

    /** Working space that the greediest primitive so far needs. */
    public long scratchpadBytes() {
        return scratchpadBytes;
    }

    /** Keeps a native object beyond the {@link PointerScope} it was made in, until this is closed. */
    private <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.push(pointer);
        return pointer;
    }

    /**
     * A primitive with weights.
     *
     * @param weights how the primitive wants them to lie
     */
    public record Weighted(primitive kernel, memory.desc weights) {}

    /**
     * x·W, W being [in, out] and lying as suits the primitive best, plus a bias if asked. Where x is of integers, W is of int8, and
     * its columns have scales, given as {@link #WEIGHT_SCALES}; otherwise both are of the same numbers.
     */
    public Weighted linear(Argument.View src, Argument.View dst, boolean bias, post_ops fused) {
        long[] shape = {src.shape()[1], dst.shape()[1]};
        memory.desc free = new memory.desc(shape, src.matrix().numbers().ofWeights(), memory.format_tag.any);
        return linear(src, free, dst, bias, fused);
    }

    /** The same with weights that lie as given. */
    public Weighted linear(Argument.View src, memory.desc weights, Argument.View dst, boolean bias, post_ops fused) {
        memory.desc ofBias = Layouts.row(dst.shape()[1]);
        primitive_attr attributes = attributes(fused);
        if (src.matrix().numbers().areIntegers()) {
            attributes.set_scales_mask(dnnl.DNNL_ARG_WEIGHTS, EACH_COLUMN);
        }
        matmul.primitive_desc chosen = bias
                ? new matmul.primitive_desc(cpu, src.desc(), weights, ofBias, dst.desc(), attributes, false)
                : new matmul.primitive_desc(cpu, src.desc(), weights, dst.desc(), attributes, false);
        return new Weighted(made(chosen, new matmul(chosen)), own(chosen.weights_desc()));
    }

    /** Adds what is needed for a result to come in these numbers; what is beyond their ends is clipped. */
    public static void writeAs(Numbers numbers, post_ops fused) {
        if (!numbers.standForThemselves()) {
            fused.append_eltwise(
                    dnnl.algorithm.eltwise_linear, 1 / numbers.scale(), -numbers.offset() / numbers.scale());
        }
    }

    /** Writes floats in other numbers. As a product with {@link Constants#one()}, which oneDNN does faster than a reorder. */
    public primitive rewriting(Argument.View from, Argument.View to) {
        post_ops fused = new post_ops();
        writeAs(to.matrix().numbers(), fused);
        binary.primitive_desc chosen = new binary.primitive_desc(
                cpu, dnnl.algorithm.binary_mul, from.desc(), Layouts.row(1), to.desc(), attributes(fused), false);
        return made(chosen, new binary(chosen));
    }

    public primitive product(Argument a, Argument b, Argument dst, post_ops fused) {
        matmul.primitive_desc chosen =
                new matmul.primitive_desc(cpu, a.desc(), b.desc(), dst.desc(), attributes(fused), false);
        return made(chosen, new matmul(chosen));
    }

    /** a + b. The result may lie where a does. */
    public primitive sum(Argument.View a, Argument.View b, Argument.View dst) {
        binary.primitive_desc chosen = new binary.primitive_desc(
                cpu, dnnl.algorithm.binary_add, a.desc(), b.desc(), dst.desc(), attributes(new post_ops()), false);
        return made(chosen, new binary(chosen));
    }

    /** Sums over the last dimension, which is of length 1 in the result. */
    public primitive rowSums(Argument.View src, Argument.View dst) {
        reduction.primitive_desc chosen = new reduction.primitive_desc(
                cpu, dnnl.algorithm.reduction_sum, src.desc(), dst.desc(), 0, 0, attributes(new post_ops()), false);
        return made(chosen, new reduction(chosen));
    }

    /** Over the last dimension, in place. */
    public primitive softmax(Argument.View rows) {
        softmax_forward.primitive_desc chosen = softmaxOf(rows);
        return made(chosen, new softmax_forward(chosen));
    }

    private softmax_forward.primitive_desc softmaxOf(Argument.View rows) {
        return new softmax_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_training,
                dnnl.algorithm.softmax_accurate,
                rows.desc(),
                rows.desc(),
                1,
                attributes(new post_ops()),
                false);
    }

    /** From the softmax and the gradient of it to the gradient of what it was taken of; all lie alike. */
    public primitive softmaxGradient(Argument.View rows) {
        memory.desc desc = rows.desc();
        softmax_backward.primitive_desc chosen = new softmax_backward.primitive_desc(
                cpu,
                dnnl.algorithm.softmax_accurate,
                desc,
                desc,
                desc,
                1,
                softmaxOf(rows),
                attributes(new post_ops()),
                false);
        return made(chosen, new softmax_backward(chosen));
    }

    /** Over the last dimension, with scale and shift. */
    public primitive layerNorm(Argument.View src, Argument.View dst, float epsilon) {
        layer_normalization_forward.primitive_desc chosen =
                layerNormOf(src, dst, epsilon, dnnl.prop_kind.forward_inference);
        return made(chosen, new layer_normalization_forward(chosen));
    }

    /** The same, which also gives the mean and the variance of every row. */
    public primitive layerNormWithStatistics(Argument.View src, Argument.View dst, float epsilon) {
        layer_normalization_forward.primitive_desc chosen =
                layerNormOf(src, dst, epsilon, dnnl.prop_kind.forward_training);
        return made(chosen, new layer_normalization_forward(chosen));
    }

    private layer_normalization_forward.primitive_desc layerNormOf(
            Argument.View src, Argument.View dst, float epsilon, dnnl.prop_kind kind) {
        return new layer_normalization_forward.primitive_desc(
                cpu, kind.value, src.desc(), dst.desc(), epsilon, SCALE_AND_SHIFT, attributes(new post_ops()), false);
    }

    /** Gradients of a layer norm's input, scale and shift. */
    public primitive layerNormGradient(Argument.View src, Argument.View dst, float epsilon) {
        layer_normalization_backward.primitive_desc chosen = new layer_normalization_backward.primitive_desc(
                cpu,
                dnnl.prop_kind.backward.value,
                src.desc(),
                dst.desc(),
                src.desc(),
                epsilon,
                SCALE_AND_SHIFT,
                layerNormOf(src, dst, epsilon, dnnl.prop_kind.forward_training),
                attributes(new post_ops()),
                false);
        return made(chosen, new layer_normalization_backward(chosen));
    }

    /** x·Φ(x). */
    public primitive gelu(Argument.View src, Argument.View dst) {
        eltwise_forward.primitive_desc chosen = geluOf(src, dst);
        return made(chosen, new eltwise_forward(chosen));
    }

    private eltwise_forward.primitive_desc geluOf(Argument.View src, Argument.View dst) {
        return new eltwise_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_training,
                dnnl.algorithm.eltwise_gelu_erf,
                src.desc(),
                dst.desc(),
                0,
                0,
                attributes(new post_ops()),
                false);
    }

    /** From GELU's input and the gradient of its output to the gradient of its input. */
    public primitive geluGradient(Argument.View src, Argument.View gradient) {
        eltwise_backward.primitive_desc chosen = new eltwise_backward.primitive_desc(
                cpu,
                dnnl.algorithm.eltwise_gelu_erf,
                gradient.desc(),
                gradient.desc(),
                src.desc(),
                0,
                0,
                geluOf(src, gradient),
                attributes(new post_ops()),
                false);
        return made(chosen, new eltwise_backward(chosen));
    }

    /** Depthwise 3×3 with padding 1. Weights are [C, 1, 1, 3, 3] and lie as suits the primitive best. */
    public Weighted depthwise(Argument.View src, Argument.View dst, post_ops fused) {
        convolution_forward.primitive_desc chosen = depthwiseOf(src, dst, fused);
        return new Weighted(made(chosen, new convolution_forward(chosen)), own(chosen.weights_desc()));
    }

    /**
     * Some rows of the result of a depthwise 3×3 convolution with bias: the source has one row more on each side where the picture
     * goes on, and zeros are added where it ends.
     *
     * @param weights how they lie; any way if null
     */
    public Weighted depthwiseRows(
            Argument.View src, Argument.View dst, boolean top, boolean bottom, memory.@Nullable desc weights) {
        long channels = src.shape()[1];
        convolution_forward.primitive_desc chosen = new convolution_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.convolution_direct,
                src.desc(),
                weights == null ? Layouts.anyDepthwiseKernel(channels) : weights,
                Layouts.vector(channels),
                dst.desc(),
                STRIDE,
                NO_DILATION,
                new long[] {top ? 1 : 0, 1},
                new long[] {bottom ? 1 : 0, 1},
                attributes(new post_ops()),
                false);
        return new Weighted(made(chosen, new convolution_forward(chosen)), own(chosen.weights_desc()));
    }

    /** The gradient of a depthwise convolution's weights, from its input and the gradient of its output. */
    public Weighted depthwiseGradient(Argument.View src, Argument.View gradient) {
        convolution_backward_weights.primitive_desc chosen = new convolution_backward_weights.primitive_desc(
                cpu,
                dnnl.algorithm.convolution_direct,
                src.desc(),
                Layouts.anyDepthwiseKernel(src.shape()[1]),
                gradient.desc(),
                STRIDE,
                NO_DILATION,
                PADDING,
                PADDING,
                depthwiseOf(src, gradient, new post_ops()),
                attributes(new post_ops()),
                false);
        return new Weighted(made(chosen, new convolution_backward_weights(chosen)), own(chosen.diff_weights_desc()));
    }

    private convolution_forward.primitive_desc depthwiseOf(Argument.View src, Argument.View dst, post_ops fused) {
        return new convolution_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_training,
                dnnl.algorithm.convolution_direct,
                src.desc(),
                Layouts.anyDepthwiseKernel(src.shape()[1]),
                dst.desc(),
                STRIDE,
                NO_DILATION,
                PADDING,
                PADDING,
                attributes(fused),
                false);
    }

    /** Copies from one way of lying to another, adding to what is there if asked. */
    public primitive rearrangement(memory.desc from, memory.desc to, boolean adding) {
        reorder.primitive_desc chosen = new reorder.primitive_desc(cpu, from, cpu, to, attributes(into(adding)), false);
        return made(chosen, new reorder(chosen));
    }

    /** A result that is added to what lies there, or takes its place. */
    public static post_ops into(boolean adding) {
        post_ops fused = new post_ops();
        if (adding) {
            fused.append_sum();
        }
        return fused;
    }

    /** Memory of its own. */
    public memory memory(memory.desc desc) {
        return own(new memory(desc, cpu));
    }

    private primitive_attr attributes(post_ops fused) {
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
