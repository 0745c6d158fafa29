package dev.vedette.engine;

import dev.vedette.engine.onednn.Denormals;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Parts of the network at 640×320, patch 16, as the engine plans them, each on one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NetworkBenchmark {
    private static final NetworkConfig NETWORK = NetworkConfig.paper(640, 320, 16);

    private final Random random = new Random(1);
    private OneDnn oneDnn;
    private PlannedPart linear;
    private PlannedPart linearWithGelu;
    private PlannedPart depthwise;
    private PlannedPart attention;
    private Sample sample;
    private FloatBuffer teacher;
    private FloatBuffer student;
    private final ErrorSums sums = new ErrorSums(NETWORK);
    private final TokenErrors errors = TokenErrors.ofTokens(NETWORK.tokens());

    @Setup(Level.Trial)
    public void plan() {
        OpenMp.useOneThread();
        Denormals.areZeroOnThisThread();
        oneDnn = new OneDnn();
        linear = planned(ops -> ops.linear(tokens(), "decoder_blocks.0.attn.proj_q"));
        linearWithGelu = planned(ops -> ops.gelu(ops.linear(tokens(), "decoder_blocks.0.mlp.net.0")));
        depthwise = planned(ops -> ops.depthwise(tokens(), NETWORK.grid(), "decoder_blocks.0.attn.conv_proj_q"));
        attention = planned(ops ->
                ops.attention(tokens(), tokens(), tokens(), NETWORK.heads(), 1 / Math.sqrt(NETWORK.decoderWidth())));
        sample = new Sample(
                noise(NetworkConfig.INPUT_CHANNELS * NETWORK.frameWidth() * NETWORK.frameHeight()),
                TokenMask.random(NETWORK, random));
        teacher = prediction();
        student = prediction();
    }

    /** All tokens of a decoder. */
    private static Node tokens() {
        return Node.of(Matrix.dense(1 + NETWORK.tokens(), NETWORK.decoderWidth()));
    }

    private PlannedPart planned(Function<OneDnnOps, Node> part) {
        return new PlannedPart(
                new OneDnnOps(oneDnn, Weights.initial(NETWORK, 1), NETWORK, Arithmetic.EXACT, 1), part, random);
    }

    /** Where a worker keeps it: outside of Java's heap. */
    private FloatBuffer prediction() {
        int size = NETWORK.tokens() * NETWORK.outputPatchSize();
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(noise(size))
                .flip();
    }

    private float[] noise(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    @TearDown(Level.Trial)
    public void free() {
        oneDnn.close();
    }

    @Benchmark
    public void linear() {
        linear.run();
    }

    @Benchmark
    public void linearWithGelu() {
        linearWithGelu.run();
    }

    @Benchmark
    public void depthwise() {
        depthwise.run();
    }

    /** Of four heads. */
    @Benchmark
    public void attentionHead() {
        attention.runTask(0);
    }

    /** Of all tokens. */
    @Benchmark
    public TokenErrors errorSums() {
        sums.write(sample, teacher, 0, student, 0, 0, NETWORK.tokens(), errors);
        return errors;
    }
}
