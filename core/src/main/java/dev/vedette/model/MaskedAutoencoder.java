package dev.vedette.model;

/**
 * The masked auto-encoder with a teacher and a student decoder (Ristea et al., CVPR 2024, section 3; blocks as in CvT, Wu et al.,
 * ICCV 2021). Stateless: all state is in the operations and the weights behind them.
 */
public final class MaskedAutoencoder {
    private static final double DROPOUT = 0.1;

    private final NetworkConfig network;

    public MaskedAutoencoder(NetworkConfig network) {
        this.network = network;
    }

    /**
     * What one pass gives.
     *
     * @param latent [N, 1+K, D]
     * @param teacher [N, L, p·p·4]
     * @param student [N, L, p·p·4]
     */
    public record Output<T>(T latent, T teacher, T student) {}

    /**
     * @param images [N, 9, H, W]: blue, green, red of the frames t−3, t and t+3, scaled to −1..1
     * @param kept [N, K], see {@link TokenMask}
     * @param restore [N, L], see {@link TokenMask}
     */
    public <T> Output<T> forward(Ops<T> ops, T images, T kept, T restore) {
        T latent = encode(ops, images, kept);
        T shared = shared(ops, latent, restore);
        return new Output<>(latent, teacher(ops, shared), student(ops, shared));
    }

    /** The encoder alone: [N, 1+K, D]. */
    public <T> T encode(Ops<T> ops, T images, T kept) {
        T x = ops.embedPatches(images, kept, "patch_embed.proj", network); // [N, K, D]
        x = ops.layerNorm(x, "patch_embed.norm");
        x = ops.prependToken(x, "cls_token"); // [N, 1+K, D]
        for (int i = 0; i < network.encoderDepth(); i++) {
            x = block(ops, x, network.keptGrid(), network.encoderWidth(), "blocks." + i);
        }
        return ops.layerNorm(x, "norm");
    }

    /** What both decoders share, the embedding and the teacher's first block: [N, 1+L, E]. */
    public <T> T shared(Ops<T> ops, T latent, T restore) {
        T x = ops.linear(latent, "decoder_embed"); // [N, 1+K, E]
        x = ops.restoreTokens(x, restore, "mask_token"); // [N, 1+L, E]
        return decoderBlock(ops, x, "decoder_blocks.0");
    }

    /** The teacher's other blocks and its prediction: [N, L, p·p·4]. */
    public <T> T teacher(Ops<T> ops, T shared) {
        T x = shared;
        for (int i = 1; i < network.decoderDepth(); i++) {
            x = decoderBlock(ops, x, "decoder_blocks." + i);
        }
        return predict(ops, x, "decoder_norm", "decoder_pred");
    }

    /** The student's own block and its prediction: [N, L, p·p·4]. */
    public <T> T student(Ops<T> ops, T shared) {
        T x = decoderBlock(ops, shared, "decoder_student_block");
        return predict(ops, x, "decoder_student_norm", "decoder_student_pred");
    }

    private <T> T decoderBlock(Ops<T> ops, T x, String name) {
        return block(ops, x, network.grid(), network.decoderWidth(), name);
    }

    private <T> T predict(Ops<T> ops, T x, String norm, String prediction) {
        return ops.linear(ops.layerNorm(ops.dropClassToken(x), norm), prediction);
    }

    private <T> T block(Ops<T> ops, T x, TokenGrid grid, int width, String name) {
        T y = ops.layerNorm(x, name + ".norm1");
        T q = projection(ops, y, grid, name, "q");
        T k = projection(ops, y, grid, name, "k");
        T v = projection(ops, y, grid, name, "v");
        // The scale is that of the full width, not of a head's.
        T mixed = ops.attention(q, k, v, network.heads(), 1 / Math.sqrt(width));
        T attended = ops.add(x, ops.linear(mixed, name + ".attn.proj"));
        T z = ops.layerNorm(attended, name + ".norm2");
        // The class token does not pass the MLP: its own normalised value is added to it.
        return ops.add(attended, ops.withClassTokenOf(z, mlp(ops, z, name)));
    }

    private <T> T projection(Ops<T> ops, T y, TokenGrid grid, String block, String which) {
        T local = ops.depthwise(y, grid, block + ".attn.conv_proj_" + which);
        return ops.linear(local, block + ".attn.proj_" + which);
    }

    private <T> T mlp(Ops<T> ops, T z, String block) {
        T hidden = ops.dropout(ops.gelu(ops.linear(z, block + ".mlp.net.0")), DROPOUT);
        return ops.linear(hidden, block + ".mlp.net.3");
    }
}
