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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Memory for a batch of samples and for what a session makes of them, reused from batch to batch. For one thread at a time. */
final class OnnxRun {
    private final OnnxSession session;
    private final int most;
    private final Map<String, TensorInfo> tensors = new HashMap<>();
    private final Map<String, ByteBuffer> inputs = new HashMap<>();
    private final Map<String, ByteBuffer> outputs = new HashMap<>();

    /**
     * @param most samples of a batch
     * @param wanted the outputs that are computed, by name
     */
    OnnxRun(OnnxSession session, int most, List<String> wanted) {
        this.session = session;
        this.most = most;
        try {
            Map<String, NodeInfo> taken = session.session().getInputInfo();
            taken.forEach(this::know);
            session.session().getOutputInfo().forEach(this::know);
            for (String name : taken.keySet()) {
                inputs.put(name, allocated(name, name.equals(OnnxOps.LEVELS) ? most * Sample.PICTURES : most));
            }
        } catch (OrtException e) {
            throw session.fault(e);
        }
        wanted.forEach(name -> outputs.put(name, allocated(name, most)));
    }

    /** Samples of a batch. */
    int most() {
        return most;
    }

    private void know(String name, NodeInfo info) {
        tensors.put(name, (TensorInfo) info.getInfo());
    }

    private ByteBuffer allocated(String name, int rows) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(rows, size(name) * info(name).type.size))
                .order(ByteOrder.nativeOrder());
    }

    private TensorInfo info(String name) {
        return Objects.requireNonNull(tensors.get(name));
    }

    /** Tensors are [rows, …]. */
    private long[] shape(String name, int rows) {
        long[] shape = info(name).getShape();
        shape[0] = rows;
        return shape;
    }

    /** Values of one row. */
    private int size(String name) {
        int size = 1;
        for (long extent : shape(name, 1)) {
            size = Math.multiplyExact(size, Math.toIntExact(extent));
        }
        return size;
    }

    void run(List<Sample> samples) {
        put(OnnxOps.KEPT, samples, sample -> sample.mask().kept());
        put(OnnxOps.RESTORE, samples, sample -> sample.mask().restore());
        int pictures = inputs.containsKey(OnnxOps.LEVELS) ? putLevels(samples) : putScaled(samples);
        Map<String, OnnxTensor> given = new HashMap<>();
        Map<String, OnnxTensor> made = new HashMap<>();
        try {
            for (String name : inputs.keySet()) {
                given.put(name, tensor(name, inputs, name.equals(OnnxOps.LEVELS) ? pictures : samples.size()));
            }
            for (String name : outputs.keySet()) {
                made.put(name, tensor(name, outputs, samples.size()));
            }
            session.session().run(given, Set.of(), made).close();
        } catch (OrtException e) {
            throw session.fault(e);
        } finally {
            given.values().forEach(OnnxTensor::close);
            made.values().forEach(OnnxTensor::close);
        }
    }

    private void put(String name, List<Sample> samples, Function<Sample, int[]> numbers) {
        LongBuffer target = memory(name, inputs).asLongBuffer();
        for (Sample sample : samples) {
            for (int number : numbers.apply(sample)) {
                target.put(number);
            }
        }
    }

    private int putScaled(List<Sample> samples) {
        FloatBuffer images = memory(OnnxOps.IMAGES, inputs).asFloatBuffer();
        samples.forEach(sample -> sample.pictures().forEach(picture -> images.put(picture.values())));
        return samples.size();
    }

    /** Gives the number of different pictures. */
    private int putLevels(List<Sample> samples) {
        ByteBuffer levels = memory(OnnxOps.LEVELS, inputs).clear();
        LongBuffer shown = memory(OnnxOps.SHOWN, inputs).asLongBuffer();
        Map<Planes, Integer> numbers = new IdentityHashMap<>();
        for (Sample sample : samples) {
            for (Planes picture : sample.pictures()) {
                Integer known = numbers.putIfAbsent(picture, numbers.size());
                if (known == null) {
                    levels.put(picture.levels());
                }
                shown.put(known == null ? numbers.size() - 1 : known);
            }
        }
        return numbers.size();
    }

    private OnnxTensor tensor(String name, Map<String, ByteBuffer> memory, int rows) throws OrtException {
        TensorInfo info = info(name);
        ByteBuffer part = memory(name, memory).slice(0, rows * size(name) * info.type.size);
        return OnnxTensor.createTensor(
                session.environment(), part.order(ByteOrder.nativeOrder()), shape(name, rows), info.type);
    }

    private static ByteBuffer memory(String name, Map<String, ByteBuffer> all) {
        return Objects.requireNonNull(all.get(name));
    }

    /** A wanted output of the batch's sample {@code i}. */
    FloatBuffer output(String name, int i) {
        return memory(name, outputs).asFloatBuffer().slice(i * size(name), size(name));
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
}
