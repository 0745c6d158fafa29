package dev.vedette.training.torch;

import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Ops;
import dev.vedette.model.TokenGrid;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The network's operations with gradients. Tensors live in the caller's pointer scope. Not thread-safe. */
final class TorchOps implements Ops<Tensor> {
    private static final double LAYER_NORM_EPS = 1e-6;
    private static final double BATCH_NORM_EPS = 1e-5;
    private static final double BATCH_NORM_MOMENTUM = 0.1;

    private final TorchNetwork weights;
    private final boolean learning;
    private final boolean fusedAttention;
    private final boolean dropout;

    /**
     * @param learning BatchNorm uses and updates statistics of the batch
     * @param dropout whether dropout drops, only while learning
     * @param fusedAttention without the matrix of all pairs of tokens in memory; far slower in bfloat16
     */
    TorchOps(TorchNetwork weights, boolean learning, boolean dropout, boolean fusedAttention) {
        this.weights = weights;
        this.learning = learning;
        this.dropout = learning && dropout;
        this.fusedAttention = fusedAttention;
    }

    @Override
    public Tensor embedPatches(Tensor images, Tensor kept, String layer, NetworkConfig network) {
        long n = images.size(0);
        long p = network.patch();
        TokenGrid grid = network.grid();
        Tensor patches = images.view(n, NetworkConfig.INPUT_CHANNELS, grid.rows(), p, grid.columns(), p)
                .permute(0, 2, 4, 1, 3, 5)
                .reshape(n * grid.tokens(), network.inputPatchSize()); // [N·L, 9·p·p]
        Tensor seen = patches.index_select(0, rowsOfBatch(kept, grid.tokens()))
                .view(n, kept.size(1), network.inputPatchSize());
        Tensor weight = weights.get(layer + ".weight").view(-1, network.inputPatchSize());
        return torch.linear(seen, weight, new TensorOptional(weights.get(layer + ".bias")));
    }

    @Override
    public Tensor layerNorm(Tensor x, String layer) {
        return torch.layer_norm(
                x,
                new long[] {x.size(-1)},
                new TensorOptional(weights.get(layer + ".weight")),
                new TensorOptional(weights.get(layer + ".bias")),
                LAYER_NORM_EPS,
                false);
    }

    @Override
    public Tensor linear(Tensor x, String layer) {
        Tensor weight = weights.get(layer + ".weight");
        Tensor matrix = weight.dim() == 2 ? weight : weight.view(weight.size(0), weight.size(1));
        return torch.linear(x, matrix, new TensorOptional(weights.get(layer + ".bias")));
    }

    @Override
    public Tensor gelu(Tensor x) {
        return torch.gelu(x);
    }

    @Override
    public Tensor dropout(Tensor x, double probability) {
        return dropout ? torch.dropout(x, probability, true) : x;
    }

    @Override
    public Tensor add(Tensor a, Tensor b) {
        return a.add(b);
    }

    @Override
    public Tensor prependToken(Tensor x, String name) {
        return cat(1, weights.get(name).expand(x.size(0), 1, -1), x);
    }

    @Override
    public Tensor dropClassToken(Tensor x) {
        return x.narrow(1, 1, x.size(1) - 1);
    }

    @Override
    public Tensor withClassTokenOf(Tensor first, Tensor rest) {
        return cat(1, first.narrow(1, 0, 1), dropClassToken(rest));
    }

    @Override
    public Tensor depthwise(Tensor x, TokenGrid grid, String layer) {
        long n = x.size(0);
        long c = x.size(2);
        Tensor image = dropClassToken(x)
                .reshape(n, grid.rows(), grid.columns(), c)
                .permute(0, 3, 1, 2); // [N, C, rows, columns], channels last in memory
        Tensor convolved = torch.conv2d(
                image,
                weights.get(layer + ".conv.weight"),
                new TensorOptional(),
                new long[] {1, 1},
                new long[] {1, 1},
                new long[] {1, 1},
                c);
        Tensor tokens = batchNorm(convolved, layer + ".bn").permute(0, 2, 3, 1).reshape(n, grid.tokens(), c);
        // In the tokens' type: a mixture would be widened, only to be narrowed again by the product that follows.
        return cat(1, x.narrow(1, 0, 1).to(tokens.dtype().toScalarType()), tokens);
    }

    private Tensor batchNorm(Tensor x, String layer) {
        if (learning) {
            weights.get(layer + ".num_batches_tracked").add_(new Scalar(1f));
        }
        return torch.batch_norm(
                x,
                new TensorOptional(weights.get(layer + ".weight")),
                new TensorOptional(weights.get(layer + ".bias")),
                new TensorOptional(weights.get(layer + ".running_mean")),
                new TensorOptional(weights.get(layer + ".running_var")),
                learning,
                BATCH_NORM_MOMENTUM,
                BATCH_NORM_EPS,
                false);
    }

    @Override
    public Tensor attention(Tensor q, Tensor k, Tensor v, int heads, double scale) {
        Tensor mixed = fusedAttention
                ? torch.scaled_dot_product_attention(
                        split(q, heads),
                        split(k, heads),
                        split(v, heads),
                        new TensorOptional(),
                        0,
                        false,
                        new DoubleOptional(scale),
                        false)
                : plainAttention(split(q.mul(new Scalar(scale)), heads), split(k, heads), split(v, heads));
        return mixed.transpose(1, 2).reshape(q.size(0), q.size(1), q.size(2));
    }

    private static Tensor plainAttention(Tensor q, Tensor k, Tensor v) {
        return torch.matmul(torch.softmax(torch.matmul(q, k.transpose(2, 3)), -1), v);
    }

    /** [N, T, C] to [N, heads, T, C/heads]. */
    private static Tensor split(Tensor x, int heads) {
        return x.view(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
    }

    @Override
    public Tensor restoreTokens(Tensor x, Tensor restore, String maskToken) {
        long n = x.size(0);
        long kept = x.size(1) - 1;
        Tensor token = weights.get(maskToken).to(x.dtype().toScalarType()).expand(n, 1, -1);
        Tensor source = cat(1, x, token).reshape(n * (kept + 2), x.size(2)); // class token, kept tokens, mask token
        Tensor places = restore.clamp(new ScalarOptional(new Scalar(0L)), new ScalarOptional(new Scalar(kept)))
                .add(new Scalar(1L)); // a removed token takes the row behind the last kept one
        Tensor classPlace = places.narrow(1, 0, 1).mul(new Scalar(0L));
        Tensor rows = rowsOfBatch(cat(1, classPlace, places), kept + 2);
        return source.index_select(0, rows).view(n, restore.size(1) + 1, x.size(2));
    }

    /** Places within each sample [N, T] to places within the flattened batch [N·T]. */
    private static Tensor rowsOfBatch(Tensor places, long rowsPerSample) {
        Tensor sample =
                torch.arange(new Scalar(places.size(0)), places.options()).view(-1, 1);
        return places.add(sample.mul(new Scalar(rowsPerSample))).view(-1);
    }

    private static Tensor cat(long dimension, Tensor... parts) {
        return torch.cat(new TensorVector(parts), dimension);
    }

    /** Images [N, C, H, W] to patches [N, L, p·p·C], channel fastest. */
    static Tensor patchify(Tensor images, NetworkConfig network) {
        long n = images.size(0);
        long channels = images.size(1);
        long p = network.patch();
        TokenGrid grid = network.grid();
        return images.view(n, channels, grid.rows(), p, grid.columns(), p)
                .permute(0, 2, 4, 3, 5, 1)
                .reshape(n, grid.tokens(), p * p * channels);
    }
}
