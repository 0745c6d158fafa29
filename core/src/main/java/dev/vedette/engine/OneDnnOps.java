package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Bfloat16;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.Numbers;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Ops;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.primitive;
import org.jspecify.annotations.Nullable;

/**
 * Plans the network for some samples on oneDNN: each operation adds steps to a list instead of computing. What oneDNN can do in one
 * pass is one step: GELU and the residual in the matrix product before them, BatchNorm in the depthwise kernel, the attention
 * scale in the product of queries and keys; the class token is an offset into a sequence, not a copy of it.
 *
 * <p>Sequences of several samples lie one behind the other in one matrix, each with its class token in front, also where the network has
 * none: what is computed of such a row is not looked at.
 *
 * <p>Most operations look at one token alone. Chains of them are planned block of rows by block of rows, so that a block's values stay in a
 * core's cache from one operation to the next and blocks can be shared out to threads.
 */
final class OneDnnOps implements Ops<Node> {
    /** Most tokens of which the weights of all heads' attention stay in a core's cache. */
    static final int SHORT = 256;

    private static final float NORM_EPSILON = 1e-6f;

    private static final int CLASS_TOKEN = 1;

    /** What attention mixes where queries and keys are of integers. */
    private static final Numbers MIXED = Bfloat16.pays() ? Numbers.BFLOAT16 : Numbers.FLOAT32;

    private final OneDnn oneDnn;
    private final Weights weights;
    private final NetworkConfig network;
    private final Arithmetic arithmetic;
    private final int samples;
    private final List<Section> sections = new ArrayList<>();
    private @Nullable TokenGrid openFor;

    OneDnnOps(OneDnn oneDnn, Weights weights, NetworkConfig network, Arithmetic arithmetic, int samples) {
        this.oneDnn = oneDnn;
        this.weights = weights;
        this.network = network;
        this.arithmetic = arithmetic;
        this.samples = samples;
    }

    /** Whether sequences are so short that several samples are best computed together, and all heads in one step. */
    static boolean isShort(NetworkConfig network) {
        return network.tokens() <= SHORT;
    }

    OneDnn oneDnn() {
        return oneDnn;
    }

    Weights weights() {
        return weights;
    }

    /** Sections in order of execution. */
    List<Section> sections() {
        return sections;
    }

    /** The grid that sequences are of. */
    private TokenGrid gridOf(Matrix sequences) {
        TokenGrid kept = network.keptGrid();
        return sequences.rows() == rows(kept) ? kept : network.grid();
    }

    /** Of the sequences of all samples. */
    private int rows(TokenGrid grid) {
        return samples * (CLASS_TOKEN + grid.tokens());
    }

    /**
     * Plans a step for each block of a sequence's rows.
     *
     * @param step makes the step of a block; it may read any rows that an earlier section made, and its own block's otherwise
     */
    void planRows(Matrix sequence, Function<RowBlock, Step> step) {
        TokenGrid grid = gridOf(sequence);
        List<RowBlock> blocks = RowBlock.of(grid, samples);
        if (!grid.equals(openFor)) {
            open(blocks.size());
            openFor = grid;
        }
        Section section = sections.get(sections.size() - 1);
        blocks.forEach(block -> section.add(block.number(), step.apply(block)));
    }

    /** Plans a step for the first rows of sequences. */
    void planFirst(Matrix sequence, Step step) {
        if (!gridOf(sequence).equals(openFor)) {
            throw VedetteException.internal("a first row was planned before the other rows", null);
        }
        sections.get(sections.size() - 1).add(0, step);
    }

    private Section open(int tasks) {
        Section section = new Section(tasks);
        sections.add(section);
        openFor = null;
        return section;
    }

    /** What comes reads any rows of a matrix, so these must be whole. */
    private void finish(Matrix matrix) {
        if (openFor != null && sections.get(sections.size() - 1).made().contains(matrix.storage())) {
            openFor = null;
        }
    }

    @Override
    public Node embedPatches(Node images, Node kept, String layer, NetworkConfig network) {
        boolean bytes = arithmetic.quantised().isPresent();
        Matrix patches = Matrix.dense(
                rows(network.keptGrid()), network.inputPatchSize(), bytes ? Numbers.PICTURE : Numbers.FLOAT32);
        PatchGathering gathering = new PatchGathering(network);
        planRows(
                patches,
                block -> new Step.OfRows(
                        List.of(block.of(patches)),
                        (memory, samples) -> gathering.gather(samples, block, patches, memory)));
        return new LinearNode(this, Node.of(patches), layer);
    }

    /** A layer as integers, for the input that it has. */
    QuantisedLayers.Layer quantised(String layer, Matrix input) {
        QuantisedLayers layers = arithmetic.quantised().orElseThrow();
        return input.numbers().equals(Numbers.PICTURE) ? layers.embedding(layer) : layers.linear(layer);
    }

    /** A value of integers: it is made as wanted, or rewritten where it is made of floats already. */
    private Matrix in(Node x, Numbers wanted) {
        Matrix made = x instanceof LinearNode ? x.matrix(wanted) : x.matrix();
        if (!made.numbers().areFloats()) {
            return made;
        }
        Matrix rewritten = Matrix.dense(made.rows(), made.columns(), wanted);
        Map<Integer, primitive> byRows = new HashMap<>();
        planRows(rewritten, block -> {
            Argument.View from = block.of(made).view();
            Argument.View to = block.of(rewritten).view();
            primitive kernel = byRows.computeIfAbsent(to.matrix().rows(), rows -> oneDnn.rewriting(from, to));
            return new Step.OfPrimitive(
                    kernel,
                    Map.of(
                            dnnl.DNNL_ARG_SRC_0,
                            from,
                            dnnl.DNNL_ARG_SRC_1,
                            oneDnn.constants().one(),
                            dnnl.DNNL_ARG_DST,
                            to));
        });
        return rewritten;
    }

    /** A value as a linear layer takes it. */
    Matrix inputOf(String layer, Node x) {
        return arithmetic
                .quantised()
                .map(layers -> in(x, layers.input(layer)))
                .orElseGet(() -> seen(layer + ".input", x));
    }

    /** A value as floats, which the recorder looks at if there is one. */
    private Matrix seen(String name, Node x) {
        Matrix matrix = x.matrix();
        arithmetic
                .recorder()
                .ifPresent(recorder -> planRows(matrix, block -> recorder.extremes(name, block.of(matrix))));
        return matrix;
    }

    @Override
    public Node layerNorm(Node x, String layer) {
        Matrix input = x.matrix();
        return new Node(x.rows(), x.columns()) {
            @Override
            void planInto(Matrix target) {
                Argument scale = constant(layer + ".weight");
                Argument shift = constant(layer + ".bias");
                Map<Integer, primitive> byRows = new HashMap<>();
                planRows(target, block -> {
                    Argument.View from = block.of(input).view();
                    Argument.View to = block.of(target).view();
                    primitive kernel = byRows.computeIfAbsent(
                            to.matrix().rows(), rows -> oneDnn.layerNorm(from, to, NORM_EPSILON));
                    return new Step.OfPrimitive(
                            kernel,
                            Map.of(
                                    dnnl.DNNL_ARG_SRC, from,
                                    dnnl.DNNL_ARG_SCALE, scale,
                                    dnnl.DNNL_ARG_SHIFT, shift,
                                    dnnl.DNNL_ARG_DST, to));
                });
            }
        };
    }

    private Argument constant(String weight) {
        return oneDnn.constants().vector(weights.get(weight).values());
    }

    @Override
    public Node linear(Node x, String layer) {
        return new LinearNode(this, x, layer);
    }

    @Override
    public Node gelu(Node x) {
        return linearBefore("gelu", x).withGelu();
    }

    @Override
    public Node dropout(Node x, double probability) {
        return x;
    }

    @Override
    public Node add(Node a, Node b) {
        return linearBefore("add", b).plus(a.matrix());
    }

    @Override
    public Node withClassTokenOf(Node first, Node rest) {
        return linearBefore("withClassTokenOf", rest).withClassTokenOf(first.matrix());
    }

    private static LinearNode linearBefore(String operation, Node x) {
        if (x instanceof LinearNode linear) {
            return linear;
        }
        throw VedetteException.internal(
                "the oneDNN plan knows " + operation + " only right after a linear layer", null);
    }

    /** In the place that is there already. */
    @Override
    public Node prependToken(Node x, String name) {
        Matrix sequences = x.matrix();
        planFirst(sequences, Rows.putFirst(weights.get(name).values(), sequences));
        return x;
    }

    /** It is not looked at any more. */
    @Override
    public Node dropClassToken(Node x) {
        return x;
    }

    @Override
    public Node depthwise(Node x, TokenGrid grid, String layer) {
        Matrix from = x.matrix();
        Matrix to = Matrix.dense(x.rows(), x.columns());
        finish(from);
        new DepthwiseRows(this, grid, samples, FoldedConvolution.of(weights, layer)).plan(from, to);
        planFirst(to, Rows.copyFirst(from, to));
        return Node.of(to);
    }

    @Override
    public Node attention(Node q, Node k, Node v, int heads, double scale) {
        // Planned before the section is opened: what they stand for may have steps of its own.
        Matrix queries = factor(q);
        Matrix keys = factor(k);
        Matrix values = arithmetic.quantised().isPresent() && !isShort(network) ? v.matrix(MIXED) : v.matrix();
        Matrix mixed = Matrix.dense(q.rows(), q.columns());
        if (isShort(network)) {
            List<Step> steps = new ManyHeads(oneDnn, samples, heads, (float) scale).steps(queries, keys, values, mixed);
            Section section = open(1);
            steps.forEach(step -> section.add(0, step));
            return Node.of(mixed);
        }
        // One for all heads, which lie alike: its primitives are made once.
        Attention attention = new Attention(oneDnn, (float) scale);
        Section section = open(heads);
        int width = mixed.columns() / heads;
        for (int head = 0; head < heads; head++) {
            int task = head;
            int from = head * width;
            Matrix ofQ = queries.columns(from, width);
            Matrix ofK = keys.columns(from, width);
            Matrix ofV = values.columns(from, width);
            Matrix to = mixed.columns(from, width);
            attention.head(ofQ, ofK, ofV, to).forEach(step -> section.add(task, step));
        }
        return Node.of(mixed);
    }

    /** Queries or keys. */
    private Matrix factor(Node x) {
        String layer = linearBefore("attention", x).layer();
        return arithmetic
                .quantised()
                .map(layers -> in(x, layers.output(layer)))
                .orElseGet(() -> seen(layer + ".output", x));
    }

    @Override
    public Node restoreTokens(Node x, Node restore, String maskToken) {
        Matrix sequence = Matrix.dense(rows(network.grid()), x.columns());
        Matrix kept = x.matrix();
        finish(kept);
        float[] token = weights.get(maskToken).values();
        planRows(sequence, block -> Rows.restore(kept, token, sequence, block));
        planFirst(sequence, Rows.copyFirst(kept, sequence));
        return Node.of(sequence);
    }

    /** Plans all errors of all tokens. */
    void errors(Matrix teacher, Matrix student, ErrorSums sums) {
        planRows(student, block -> {
            Matrix ofTeacher = block.of(teacher);
            Matrix ofStudent = block.of(student);
            return new Step.OfErrors(List.of(ofTeacher, ofStudent), (floats, samples, errors) -> {
                for (int i = 0; i < samples.size(); i++) {
                    sums.write(
                            samples.get(i),
                            floats,
                            first(teacher, block, i),
                            floats,
                            first(student, block, i),
                            block.firstToken(),
                            block.tokens(),
                            errors.get(i));
                }
            });
        });
    }

    /** Place of a sample's first token in a block. */
    private static int first(Matrix dense, RowBlock block, int sample) {
        return dense.index() + block.row(sample, block.firstToken()) * dense.columns();
    }

    /**
     * Plans the mean of a decoder's anomaly map over each token: one column. A mean of linear outputs is one linear output, so that no prediction has to be
     * made for it.
     */
    Matrix meanAnomaly(Node prediction) {
        LinearNode linear = linearBefore("meanAnomaly", prediction);
        Matrix input = linear.input().matrix();
        Matrix means = Matrix.dense(input.rows(), 1);
        new AnomalyMean(this, linear.layer()).plan(input, means);
        return means;
    }

    /** Plans the errors of all tokens that follow from the means of both anomaly maps; the others are not numbers. */
    void anomalies(Matrix teacher, Matrix student) {
        planRows(student, block -> {
            Matrix ofTeacher = block.of(teacher);
            Matrix ofStudent = block.of(student);
            return new Step.OfErrors(List.of(ofTeacher, ofStudent), (floats, samples, errors) -> {
                for (int i = 0; i < samples.size(); i++) {
                    TokenErrors of = errors.get(i);
                    floats.get(first(teacher, block, i), of.teacherAnomaly(), block.firstToken(), block.tokens());
                    floats.get(first(student, block, i), of.studentAnomaly(), block.firstToken(), block.tokens());
                }
            });
        });
    }
}
