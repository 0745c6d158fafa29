package dev.vedette.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inputs and outputs of a session, reused from sample to sample. For one thread at a time. */
final class OnnxRuntimeWorker implements NetworkWorker {
    private final OrtSession session;
    private final FloatBuffer images;
    private final LongBuffer kept;
    private final LongBuffer restore;
    private final FloatBuffer latent;
    private final FloatBuffer teacher;
    private final FloatBuffer student;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final ErrorSums sums;
    private TokenErrors errors = TokenErrors.ofTokens(0);

    OnnxRuntimeWorker(NetworkConfig network, OrtEnvironment environment, OrtSession session) {
        this.session = session;
        this.sums = new ErrorSums(network);
        long[] imageShape = {1, NetworkConfig.INPUT_CHANNELS, network.frameHeight(), network.frameWidth()};
        long[] latentShape = {1, 1 + network.keptTokens(), network.encoderWidth()};
        long[] predictionShape = {1, network.tokens(), network.outputPatchSize()};
        images = floats(imageShape);
        kept = longs(network.keptTokens());
        restore = longs(network.tokens());
        latent = floats(latentShape);
        teacher = floats(predictionShape);
        student = floats(predictionShape);
        try {
            inputs = Map.of(
                    OnnxOps.IMAGES, OnnxTensor.createTensor(environment, images, imageShape),
                    OnnxOps.KEPT, OnnxTensor.createTensor(environment, kept, new long[] {1, kept.capacity()}),
                    OnnxOps.RESTORE, OnnxTensor.createTensor(environment, restore, new long[] {1, restore.capacity()}));
            outputs = Map.of(
                    OnnxOps.LATENT, OnnxTensor.createTensor(environment, latent, latentShape),
                    OnnxOps.TEACHER, OnnxTensor.createTensor(environment, teacher, predictionShape),
                    OnnxOps.STUDENT, OnnxTensor.createTensor(environment, student, predictionShape));
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    private static FloatBuffer floats(long[] shape) {
        int size = 1;
        for (long extent : shape) {
            size = Math.multiplyExact(size, Math.toIntExact(extent));
        }
        return direct(Math.multiplyExact(size, Float.BYTES)).asFloatBuffer();
    }

    private static LongBuffer longs(int size) {
        return direct(Math.multiplyExact(size, Long.BYTES)).asLongBuffer();
    }

    private static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }

    /** One share: the session has its own ways to use threads. */
    @Override
    public List<Runnable> begin(Sample sample, int most) {
        return List.of(() -> run(sample));
    }

    @Override
    public TokenErrors errors() {
        return errors;
    }

    private void run(Sample sample) {
        int place = 0;
        for (Planes picture : sample.pictures()) {
            images.put(place, picture.values());
            place += picture.values().length;
        }
        fill(kept, sample.mask().kept());
        fill(restore, sample.mask().restore());
        try {
            session.run(inputs, Set.of(), outputs).close();
        } catch (OrtException e) {
            throw failed(e);
        }
        errors = TokenErrors.ofTokens(restore.capacity());
        sums.write(sample, teacher, 0, student, 0, 0, restore.capacity(), errors);
    }

    private static void fill(LongBuffer target, int[] values) {
        for (int i = 0; i < values.length; i++) {
            target.put(i, values[i]);
        }
    }

    private static VedetteException failed(OrtException e) {
        return VedetteException.internal("ONNX Runtime failed: " + e.getMessage(), e);
    }

    @Override
    public FloatBuffer latent() {
        return latent;
    }

    @Override
    public FloatBuffer teacher() {
        return teacher;
    }

    @Override
    public FloatBuffer student() {
        return student;
    }

    @Override
    public void close() {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
    }
}
