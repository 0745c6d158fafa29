package dev.vedette.libtorch;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Ops;
import dev.vedette.model.TokenGrid;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The network as a program of libtorch's own operations, each what a module of PyTorch would call in evaluation mode: nothing is folded
 * or compiled beforehand. Values are numbers in the {@link Program}.
 */
final class LibtorchOps implements Ops<Integer> {
    private static final double LAYER_NORM_EPS = 1e-6;
    private static final double BATCH_NORM_EPS = 1e-5;

    private final Program program;
    private final LibtorchWeights weights;
    private final boolean fusedAttention;

    /** @param fusedAttention one call instead of two products and a softmax; which is faster depends on numbers and processor */
    LibtorchOps(Program program, LibtorchWeights weights, boolean fusedAttention) {
        this.program = program;
        this.weights = weights;
        this.fusedAttention = fusedAttention;
    }

    /**
     * Embeds all patches, by one convolution of the whole picture, and takes the kept ones: a tenth more work in all, but no copy of the
     * picture in patches.
     */
    @Override
    public Integer embedPatches(Integer images, Integer kept, String layer, NetworkConfig network) {
        Tensor weight = weights.get(layer + ".weight");
        Tensor bias = weights.get(layer + ".bias");
        long patch = network.patch();
        return program.add(
                values -> {
                    Tensor embedded = torch.conv2d(
                            values[images].to(weight.scalar_type()),
                            weight,
                            new TensorOptional(bias),
                            new long[] {patch, patch},
                            new long[] {0, 0},
                            new long[] {1, 1},
                            1); // [N, D, rows, columns]
                    return gather(embedded.flatten(2, 3).transpose(1, 2), values[kept]);
                },
                images,
                kept);
    }

    @Override
    public Integer layerNorm(Integer x, String layer) {
        Tensor weight = weights.get(layer + ".weight");
        Tensor bias = weights.get(layer + ".bias");
        return program.add(
                values -> torch.layer_norm(
                        values[x],
                        new long[] {weight.size(0)},
                        new TensorOptional(weight),
                        new TensorOptional(bias),
                        LAYER_NORM_EPS,
                        false),
                x);
    }

    @Override
    public Integer linear(Integer x, String layer) {
        Tensor weight = weights.get(layer + ".weight");
        Tensor bias = weights.get(layer + ".bias");
        return program.add(values -> torch.linear(values[x], weight.flatten(1, -1), new TensorOptional(bias)), x);
    }

    @Override
    public Integer gelu(Integer x) {
        return program.add(values -> torch.gelu(values[x]), x);
    }

    @Override
    public Integer dropout(Integer x, double probability) {
        return x;
    }

    @Override
    public Integer add(Integer a, Integer b) {
        return program.add(values -> values[a].add(values[b]), a, b);
    }

    @Override
    public Integer prependToken(Integer x, String name) {
        Tensor token = weights.get(name);
        return program.add(values -> tokens(token.expand(values[x].size(0), 1, -1), values[x]), x);
    }

    @Override
    public Integer dropClassToken(Integer x) {
        return program.add(values -> gridTokens(values[x]), x);
    }

    @Override
    public Integer withClassTokenOf(Integer first, Integer rest) {
        return program.add(values -> tokens(classToken(values[first]), gridTokens(values[rest])), first, rest);
    }

    @Override
    public Integer depthwise(Integer x, TokenGrid grid, String layer) {
        Tensor kernel = weights.get(layer + ".conv.weight");
        return program.add(
                values -> {
                    long n = values[x].size(0);
                    long channels = values[x].size(2);
                    Tensor image = gridTokens(values[x])
                            .reshape(n, grid.rows(), grid.columns(), channels)
                            .permute(0, 3, 1, 2); // [N, C, rows, columns], channels last in memory
                    Tensor convolved = torch.conv2d(
                            image,
                            kernel,
                            new TensorOptional(),
                            new long[] {1, 1},
                            new long[] {1, 1},
                            new long[] {1, 1},
                            channels);
                    Tensor filtered = batchNorm(convolved, layer + ".bn").permute(0, 2, 3, 1);
                    return tokens(classToken(values[x]), filtered.reshape(n, grid.tokens(), channels));
                },
                x);
    }

    private Tensor batchNorm(Tensor x, String layer) {
        return torch.batch_norm(
                x,
                new TensorOptional(weights.get(layer + ".weight")),
                new TensorOptional(weights.get(layer + ".bias")),
                new TensorOptional(weights.get(layer + ".running_mean")),
                new TensorOptional(weights.get(layer + ".running_var")),
                false,
                0,
                BATCH_NORM_EPS,
                false);
    }

    @Override
    public Integer attention(Integer q, Integer k, Integer v, int heads, double scale) {
        return program.add(
                values -> {
                    Tensor queries = split(values[q], heads);
                    Tensor keys = split(values[k], heads);
                    Tensor mixed = fusedAttention
                            ? torch.scaled_dot_product_attention(
                                    queries,
                                    keys,
                                    split(values[v], heads),
                                    new TensorOptional(),
                                    0,
                                    false,
                                    new DoubleOptional(scale),
                                    false)
                            : plainAttention(queries.mul(new Scalar(scale)), keys, split(values[v], heads));
                    return mixed.transpose(1, 2).flatten(2, 3);
                },
                q,
                k,
                v);
    }

    private static Tensor plainAttention(Tensor q, Tensor k, Tensor v) {
        return torch.matmul(torch.softmax(torch.matmul(q, k.transpose(2, 3)), -1), v);
    }

    /** [N, T, C] to [N, heads, T, C/heads]. */
    private static Tensor split(Tensor x, int heads) {
        return x.view(x.size(0), x.size(1), heads, -1).transpose(1, 2);
    }

    @Override
    public Integer restoreTokens(Integer x, Integer restore, String maskToken) {
        Tensor token = weights.get(maskToken);
        return program.add(
                values -> {
                    Tensor kept = gridTokens(values[x]);
                    long removed = values[restore].size(1) - kept.size(1);
                    Tensor ordered = tokens(kept, token.expand(kept.size(0), removed, -1));
                    return tokens(classToken(values[x]), gather(ordered, values[restore]));
                },
                x,
                restore);
    }

    /** Rows of x [N, T, C] at the places [N, M]. */
    private static Tensor gather(Tensor x, Tensor places) {
        return torch.gather(x, 1, places.unsqueeze(-1).expand(-1, -1, x.size(2)));
    }

    private static Tensor classToken(Tensor x) {
        return x.narrow(1, 0, 1);
    }

    private static Tensor gridTokens(Tensor x) {
        return x.narrow(1, 1, x.size(1) - 1);
    }

    private static Tensor tokens(Tensor first, Tensor then) {
        return torch.cat(new TensorVector(first, then), 1);
    }
}
