package dev.vedette.model;

/**
 * What the network is made of. One implementation computes with gradients, one plans for a CPU, one writes a graph for
 * exchange; {@link MaskedAutoencoder} is the only caller.
 *
 * <p>Sequences are [N, 1+T, C]: the class token first, then T tokens. Layers are named by the prefix of their weights' names.
 *
 * @param <T> handle of an array or of a node in a graph
 */
public interface Ops<T> {
    /**
     * Convolution p×p with stride p, of the kept patches alone.
     *
     * @param images [N, 9, H, W], scaled to −1..1
     * @param kept [N, K], whole numbers in 0..L−1
     * @return [N, K, D]
     */
    T embedPatches(T images, T kept, String layer, NetworkConfig network);

    /** Over the last dimension, eps 1e-6. */
    T layerNorm(T x, String layer);

    /** Over the last dimension, with bias; the weight is [out, in] or [out, in, 1, 1]. */
    T linear(T x, String layer);

    /** Exact, x·Φ(x). */
    T gelu(T x);

    /** Only while learning; elsewhere the identity. */
    T dropout(T x, double probability);

    T add(T a, T b);

    /** [N, T, C] to [N, 1+T, C], with the learned token {@code name} in front. */
    T prependToken(T x, String name);

    /** [N, 1+T, C] to [N, T, C]. */
    T dropClassToken(T x);

    /** The class token of {@code first} in front of the grid tokens of {@code rest}; both [N, 1+T, C]. */
    T withClassTokenOf(T first, T rest);

    /**
     * Depthwise 3×3 convolution (padding 1, no bias) and BatchNorm (eps 1e-5) over the grid tokens; the class token passes.
     *
     * @param x [N, 1+rows·columns, C]
     */
    T depthwise(T x, TokenGrid grid, String layer);

    /**
     * softmax(scale · q · kᵀ) · v for each head.
     *
     * @param q [N, 1+T, C], likewise k and v; head h owns the channels h·C/heads ..
     */
    T attention(T q, T k, T v, int heads, double scale);

    /**
     * Puts kept tokens back to where they were and the learned token {@code maskToken} where a token was removed.
     *
     * @param x [N, 1+K, C]
     * @param restore [N, L], see {@link TokenMask}
     * @return [N, 1+L, C]
     */
    T restoreTokens(T x, T restore, String maskToken);
}
