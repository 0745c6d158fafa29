package dev.vedette.model;

import dev.vedette.model.WeightSpec.Kind;
import java.util.ArrayList;
import java.util.List;

/** Names and shapes of all weights of a network, in the order of the authors' checkpoints. */
public final class WeightLayout {
    private final List<WeightSpec> specs = new ArrayList<>();

    private WeightLayout(NetworkConfig network) {
        int d = network.encoderWidth();
        int e = network.decoderWidth();
        int p = network.patch();
        parameter("cls_token", 1, 1, d);
        parameter("mask_token", 1, 1, e);
        parameter("patch_embed.proj.weight", d, NetworkConfig.INPUT_CHANNELS, p, p);
        parameter("patch_embed.proj.bias", d);
        norm("patch_embed.norm", d);
        for (int i = 0; i < network.encoderDepth(); i++) {
            block("blocks." + i, d, network.mlpRatio());
        }
        norm("norm", d);
        linear("decoder_embed", d, e);
        for (int i = 0; i < network.decoderDepth(); i++) {
            block("decoder_blocks." + i, e, network.mlpRatio());
        }
        norm("decoder_norm", e);
        linear("decoder_pred", e, network.outputPatchSize());
        block("decoder_student_block", e, network.mlpRatio());
        norm("decoder_student_norm", e);
        linear("decoder_student_pred", e, network.outputPatchSize());
        fixed("erosion.weight", 1, 1, 2, 2);
        fixed("dilation.weight", 1, 1, 3, 3);
        fixed("erosion_3.weight", 3, 3, 2, 2);
        fixed("dilation_3.weight", 3, 3, 3, 3);
    }

    public static List<WeightSpec> of(NetworkConfig network) {
        return List.copyOf(new WeightLayout(network).specs);
    }

    private void block(String name, int width, int mlpRatio) {
        norm(name + ".norm1", width);
        for (String projection : List.of("q", "k", "v")) {
            String convolution = name + ".attn.conv_proj_" + projection;
            parameter(convolution + ".conv.weight", width, 1, 3, 3);
            norm(convolution + ".bn", width);
            add(convolution + ".bn.running_mean", Kind.STATISTIC, width);
            add(convolution + ".bn.running_var", Kind.STATISTIC, width);
            add(convolution + ".bn.num_batches_tracked", Kind.COUNTER);
        }
        for (String projection : List.of("proj_q", "proj_k", "proj_v", "proj")) {
            linear(name + ".attn." + projection, width, width);
        }
        norm(name + ".norm2", width);
        pointwise(name + ".mlp.net.0", width, width * mlpRatio);
        pointwise(name + ".mlp.net.3", width * mlpRatio, width);
    }

    private void norm(String name, int width) {
        parameter(name + ".weight", width);
        parameter(name + ".bias", width);
    }

    private void linear(String name, int in, int out) {
        parameter(name + ".weight", out, in);
        parameter(name + ".bias", out);
    }

    private void pointwise(String name, int in, int out) {
        parameter(name + ".weight", out, in, 1, 1);
        parameter(name + ".bias", out);
    }

    private void parameter(String name, Integer... shape) {
        add(name, Kind.PARAMETER, shape);
    }

    private void fixed(String name, Integer... shape) {
        add(name, Kind.FIXED, shape);
    }

    private void add(String name, Kind kind, Integer... shape) {
        specs.add(new WeightSpec(name, List.of(shape), kind));
    }
}
