package dev.vedette.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.vedette.frame.Planes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Memory for a batch of samples and for what a session makes of them, reused from batch to batch. For one thread at a time. */
final class OnnxRun implements AutoCloseable {
    private final OnnxSession session;
    private final int most;
    private final Map<String, long[]> shapes = new HashMap<>();
    private final FloatBuffer images;
    private final LongBuffer kept;
    private final LongBuffer restore;
    private final Map<String, FloatBuffer> outputs = new HashMap<>();
    private final Map<Integer, Bound> bySamples = new HashMap<>();

    /** The memory as ONNX Runtime sees it for some number of samples. */
    private record Bound(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

    /**
     * @param most samples of a batch
     * @param wanted the outputs that are computed, by name
     */
    OnnxRun(OnnxSession session, int most, List<String> wanted) {
        this.session = session;
        this.most = most;
        try {
            session.session().getInputInfo().forEach(this::addShape);
            session.session().getOutputInfo().forEach(this::addShape);
        } catch (OrtException e) {
            throw session.fault(e);
        }
        images = bytes(OnnxOps.IMAGES, Float.BYTES).asFloatBuffer();
        kept = bytes(OnnxOps.KEPT, Long.BYTES).asLongBuffer();
        restore = bytes(OnnxOps.RESTORE, Long.BYTES).asLongBuffer();
        wanted.forEach(name -> outputs.put(name, bytes(name, Float.BYTES).asFloatBuffer()));
    }

    /** Shapes are [N, …]. */
    private void addShape(String name, NodeInfo info) {
        shapes.put(name, ((TensorInfo) info.getInfo()).getShape());
    }

    private ByteBuffer bytes(String name, int each) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(each, Math.multiplyExact(most, size(name))))
                .order(ByteOrder.nativeOrder());
    }

    private long[] shape(String name, int samples) {
        long[] shape = Objects.requireNonNull(shapes.get(name)).clone();
        shape[0] = samples;
        return shape;
    }

    /** Values of one sample. */
    private int size(String name) {
        int size = 1;
        for (long extent : shape(name, 1)) {
            size = Math.multiplyExact(size, Math.toIntExact(extent));
        }
        return size;
    }

    void run(List<Sample> samples) {
        images.clear();
        kept.clear();
        restore.clear();
        for (Sample sample : samples) {
            for (Planes picture : sample.pictures()) {
                images.put(picture.values());
            }
            put(kept, sample.mask().kept());
            put(restore, sample.mask().restore());
        }
        Bound bound = bySamples.computeIfAbsent(samples.size(), this::bind);
        try {
            session.session().run(bound.inputs, Set.of(), bound.outputs).close();
        } catch (OrtException e) {
            throw session.fault(e);
        }
    }

    private static void put(LongBuffer target, int[] values) {
        for (int value : values) {
            target.put(value);
        }
    }

    private Bound bind(int samples) {
        try {
            Map<String, OnnxTensor> inputs = Map.of(
                    OnnxOps.IMAGES, floats(OnnxOps.IMAGES, images, samples),
                    OnnxOps.KEPT, longs(OnnxOps.KEPT, kept, samples),
                    OnnxOps.RESTORE, longs(OnnxOps.RESTORE, restore, samples));
            Map<String, OnnxTensor> results = new HashMap<>();
            for (Map.Entry<String, FloatBuffer> output : outputs.entrySet()) {
                results.put(output.getKey(), floats(output.getKey(), output.getValue(), samples));
            }
            return new Bound(inputs, results);
        } catch (OrtException e) {
            throw session.fault(e);
        }
    }

    private OnnxTensor floats(String name, FloatBuffer all, int samples) throws OrtException {
        return OnnxTensor.createTensor(session.environment(), all.slice(0, samples * size(name)), shape(name, samples));
    }

    private OnnxTensor longs(String name, LongBuffer all, int samples) throws OrtException {
        return OnnxTensor.createTensor(session.environment(), all.slice(0, samples * size(name)), shape(name, samples));
    }

    /** A wanted output of the batch's sample {@code i}. */
    FloatBuffer output(String name, int i) {
        return Objects.requireNonNull(outputs.get(name)).slice(i * size(name), size(name));
    }

    /** Of the batch's sample {@code i}, where they were wanted. */
    TokenErrors errors(int i) {
        FloatBuffer values = output(OnnxOps.ERRORS, i);
        TokenErrors errors = TokenErrors.ofTokens(values.capacity() / TokenErrors.KINDS);
        float[][] kinds = errors.kinds();
        for (int token = 0; values.hasRemaining(); token++) {
            for (float[] kind : kinds) {
                kind[token] = values.get();
            }
        }
        return errors;
    }

    @Override
    public void close() {
        for (Bound bound : bySamples.values()) {
            bound.inputs.values().forEach(OnnxTensor::close);
            bound.outputs.values().forEach(OnnxTensor::close);
        }
    }
}
