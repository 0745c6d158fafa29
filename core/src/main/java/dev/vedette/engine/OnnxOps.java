package dev.vedette.engine;

import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Ops;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.Weights;
import java.util.Arrays;
import java.util.Map;

/** Records the network as an ONNX graph of standard operators, for any batch size N. Values are named by strings. */
final class OnnxOps implements Ops<String> {
    static final String IMAGES = "images";
    static final String LEVELS = "levels";
    static final String SHOWN = "shown";
    static final String KEPT = "kept";
    static final String RESTORE = "restore";
    static final String LATENT = "latent";
    static final String TEACHER = "teacher";
    static final String STUDENT = "student";
    static final String ERRORS = "errors";

    private static final float NORM_EPSILON = 1e-6f;
    private static final String BATCH = "N";
    private static final String PICTURES = "P";

    private final OnnxGraph graph = new OnnxGraph();
    private final Weights weights;
    private final OnnxProduct product;

    /** How pictures are given. */
    enum Pictures {
        /** Those of each sample, as other programs give them: images [N, 9, H, W] float in −1..1. */
        SCALED(Float.BYTES),
        /**
         * Each once, however many samples show it, and as bytes, because copying pictures to a GPU takes longer than looking at them there:
         * levels [P, H, W, 3] uint8 as {@link dev.vedette.frame.Planes#levels()}, and shown [N, 3] int64, the pictures of a sample.
         */
        LEVELS(Byte.BYTES);

        private final int bytes;

        Pictures(int bytes) {
            this.bytes = bytes;
        }

        /** Of each number. */
        int bytes() {
            return bytes;
        }
    }

    private OnnxOps(Weights weights, OnnxProduct product) {
        this.weights = weights;
        this.product = product;
    }

    /**
     * The model file. Inputs: those of {@code pictures}, kept [N, K] int64, restore [N, L] int64; outputs: latent, teacher and
     * student as in {@link MaskedAutoencoder.Output}, and errors [N, L, 6] in the order of {@link TokenErrors}.
     *
     * @param product of linear layers; those of attention are float32 always
     */
    static byte[] record(NetworkConfig network, Weights weights, OnnxProduct product, Pictures pictures) {
        OnnxOps ops = new OnnxOps(weights, product);
        OnnxGraph graph = ops.graph;
        String images =
                switch (pictures) {
                    case SCALED -> ops.scaledImages(network);
                    case LEVELS -> ops.imagesOfLevels(network);
                };
        MaskedAutoencoder.Output<String> output = new MaskedAutoencoder(network)
                .forward(
                        ops,
                        images,
                        graph.input(KEPT, OnnxGraph.Type.INT64, BATCH, network.keptTokens()),
                        graph.input(RESTORE, OnnxGraph.Type.INT64, BATCH, network.tokens()));
        graph.output(LATENT, output.latent(), BATCH, 1 + network.keptTokens(), network.encoderWidth());
        graph.output(TEACHER, output.teacher(), BATCH, network.tokens(), network.outputPatchSize());
        graph.output(STUDENT, output.student(), BATCH, network.tokens(), network.outputPatchSize());
        graph.output(ERRORS, ops.errors(images, output, network), BATCH, network.tokens(), TokenErrors.KINDS);
        return graph.model("masked-autoencoder");
    }

    private String scaledImages(NetworkConfig network) {
        return graph.input(
                IMAGES,
                OnnxGraph.Type.FLOAT,
                BATCH,
                NetworkConfig.INPUT_CHANNELS,
                network.frameHeight(),
                network.frameWidth());
    }

    /** Scaled as {@link dev.vedette.frame.PlanarPixels#scale} does it. */
    private String imagesOfLevels(NetworkConfig network) {
        String levels = graph.input(
                LEVELS, OnnxGraph.Type.UINT8, PICTURES, network.frameHeight(), network.frameWidth(), Sample.CHANNELS);
        String shown = graph.input(SHOWN, OnnxGraph.Type.INT64, BATCH, Sample.PICTURES);
        String middle = graph.floats("middle", new float[] {127.5f});
        String numbers = graph.node("Cast", Map.of("to", OnnxGraph.Type.FLOAT), transpose(levels, 0, 3, 1, 2));
        String scaled = graph.node("Div", Map.of(), graph.node("Sub", Map.of(), numbers, middle), middle);
        String pictures = graph.node("Gather", Map.of("axis", 0), scaled, shown); // [N, 3, 3, H, W]
        return reshape(pictures, 0, NetworkConfig.INPUT_CHANNELS, network.frameHeight(), network.frameWidth());
    }

    /** In the graph, so that predictions need not leave the device that made them: [N, L, 6]. */
    private String errors(String images, MaskedAutoencoder.Output<String> output, NetworkConfig network) {
        String fromTarget = graph.node("Sub", Map.of(), output.teacher(), target(images, network));
        String fromTeacher = graph.node("Sub", Map.of(), output.student(), output.teacher());
        return graph.node(
                "Concat",
                Map.of("axis", -1),
                meanAbsolute(fromTarget),
                meanSquare(fromTarget),
                meanAbsolute(fromTeacher),
                meanSquare(fromTeacher),
                meanAnomaly(output.teacher(), network),
                meanAnomaly(output.student(), network));
    }

    /** Frame t with a fourth channel of −1, "normal": [N, L, p·p·4]. */
    private String target(String images, NetworkConfig network) {
        String present = split(slice(images, 3, 6, 1), 3, network); // [N, 3, rows, p, columns, p]
        String pixels = reshape(
                transpose(present, 0, 2, 4, 3, 5, 1), 0, network.tokens(), network.patch() * network.patch(), 3);
        String normal = graph.floats("normal", new float[] {-1});
        String complete = graph.node("Pad", Map.of(), pixels, graph.longs(0, 0, 0, 0, 0, 0, 0, 1), normal);
        return reshape(complete, 0, 0, -1);
    }

    private String meanAbsolute(String x) {
        return mean(graph.node("Abs", Map.of(), x));
    }

    private String meanSquare(String x) {
        return mean(graph.node("Mul", Map.of(), x, x));
    }

    private String meanAnomaly(String prediction, NetworkConfig network) {
        String pixels = reshape(prediction, 0, 0, -1, NetworkConfig.OUTPUT_CHANNELS);
        return mean(reshape(slice(pixels, 3, 4, 3), 0, 0, -1));
    }

    /** Over the last dimension, which becomes 1. */
    private String mean(String x) {
        return graph.node("ReduceMean", Map.of("keepdims", 1), x, graph.longs(-1));
    }

    @Override
    public String embedPatches(String images, String kept, String layer, NetworkConfig network) {
        String split = split(images, NetworkConfig.INPUT_CHANNELS, network);
        String patches = reshape(transpose(split, 0, 2, 4, 1, 3, 5), 0, network.tokens(), network.inputPatchSize());
        return linear(gather(patches, kept), layer);
    }

    /** Pictures in patches: [N, C, rows, p, columns, p]. */
    private String split(String images, int channels, NetworkConfig network) {
        TokenGrid grid = network.grid();
        return reshape(images, 0, channels, grid.rows(), network.patch(), grid.columns(), network.patch());
    }

    @Override
    public String layerNorm(String x, String layer) {
        return graph.node(
                "LayerNormalization",
                Map.of("epsilon", NORM_EPSILON, "axis", -1),
                x,
                weight(layer + ".weight"),
                weight(layer + ".bias"));
    }

    @Override
    public String linear(String x, String layer) {
        float[] weight = weights.get(layer + ".weight").values();
        int out = weights.get(layer + ".bias").values().length;
        int in = weight.length / out;
        float[] transposed = new float[weight.length];
        for (int i = 0; i < weight.length; i++) {
            transposed[i % in * out + i / in] = weight[i];
        }
        return add(product.write(graph, x, layer + ".weight.T", transposed, out), weight(layer + ".bias"));
    }

    @Override
    public String gelu(String x) {
        return graph.node("Gelu", Map.of(), x);
    }

    @Override
    public String dropout(String x, double probability) {
        return x;
    }

    @Override
    public String add(String a, String b) {
        return graph.node("Add", Map.of(), a, b);
    }

    @Override
    public String prependToken(String x, String name) {
        return tokens(learnedToken(name, x), x);
    }

    /** One token for each sample of x: [N, 1, C]. */
    private String learnedToken(String name, String x) {
        String batch = slice(shape(x), 0, 1, 0);
        String shape = graph.node("Concat", Map.of("axis", 0), batch, graph.longs(1, 1));
        return graph.node("Expand", Map.of(), weight(name), shape);
    }

    @Override
    public String dropClassToken(String x) {
        return slice(x, 1, Long.MAX_VALUE, 1);
    }

    @Override
    public String withClassTokenOf(String first, String rest) {
        return tokens(classToken(first), dropClassToken(rest));
    }

    @Override
    public String depthwise(String x, TokenGrid grid, String layer) {
        FoldedConvolution folded = FoldedConvolution.of(weights, layer);
        int channels = folded.bias().length;
        String image = transpose(reshape(dropClassToken(x), 0, grid.rows(), grid.columns(), channels), 0, 3, 1, 2);
        String filtered = graph.node(
                "Conv",
                Map.of("group", channels, "kernel_shape", new long[] {3, 3}, "pads", new long[] {1, 1, 1, 1}),
                image,
                graph.floats(layer + ".kernel", folded.kernel(), channels, 1, 3, 3),
                graph.floats(layer + ".bias", folded.bias(), channels));
        return tokens(classToken(x), reshape(transpose(filtered, 0, 2, 3, 1), 0, grid.tokens(), channels));
    }

    @Override
    public String attention(String q, String k, String v, int heads, double scale) {
        String scaled = graph.node("Mul", Map.of(), q, graph.floats("scale_" + scale, new float[] {(float) scale}));
        String scores = graph.node(
                "MatMul",
                Map.of(),
                transpose(reshape(scaled, 0, 0, heads, -1), 0, 2, 1, 3),
                transpose(reshape(k, 0, 0, heads, -1), 0, 2, 3, 1));
        String mixed = graph.node(
                "MatMul",
                Map.of(),
                graph.node("Softmax", Map.of("axis", -1), scores),
                transpose(reshape(v, 0, 0, heads, -1), 0, 2, 1, 3));
        return reshape(transpose(mixed, 0, 2, 1, 3), 0, 0, -1);
    }

    @Override
    public String restoreTokens(String x, String restore, String maskToken) {
        // The mask token is put behind the kept tokens, and all places behind them are moved to it.
        String choice = tokens(dropClassToken(x), learnedToken(maskToken, x));
        String behind = graph.node("Sub", Map.of(), slice(shape(x), 1, 2, 0), graph.longs(1));
        return tokens(classToken(x), gather(choice, graph.node("Min", Map.of(), restore, behind)));
    }

    private String shape(String x) {
        return graph.node("Shape", Map.of(), x);
    }

    /** Rows of x [N, T, C] at the places [N, M]. */
    private String gather(String x, String places) {
        String indices = graph.node("Unsqueeze", Map.of(), places, graph.longs(-1));
        return graph.node("GatherND", Map.of("batch_dims", 1), x, indices);
    }

    private String classToken(String x) {
        return slice(x, 0, 1, 1);
    }

    private String slice(String x, long from, long to, long axis) {
        return graph.node("Slice", Map.of(), x, graph.longs(from), graph.longs(to), graph.longs(axis));
    }

    private String tokens(String first, String then) {
        return graph.node("Concat", Map.of("axis", 1), first, then);
    }

    /** 0 keeps an extent, −1 takes what is left. */
    private String reshape(String x, long... shape) {
        return graph.node("Reshape", Map.of(), x, graph.longs(shape));
    }

    private String transpose(String x, long... axes) {
        return graph.node("Transpose", Map.of("perm", axes), x);
    }

    private String weight(String name) {
        Tensor tensor = weights.get(name);
        long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
        return graph.floats(name, tensor.values(), shape);
    }
}
