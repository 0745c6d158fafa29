package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Layouts;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.Region;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/** Takes samples through a plan's sections, one at a time. For one thread at a time; owns native memory until closed. */
final class Worker implements SampleMemory, AutoCloseable {
    private final LearningPlan plan;
    private final NativeBlock own;
    private final NativeBlock samples;
    private final NativeBlock lanes;
    private final double[] losses;
    private final List<Pointer> owned = new ArrayList<>();
    private final Address handle;
    private final memory scratchpad;
    private final stream queue;
    private final List<List<Runnable>> sections;
    private @Nullable Batch batch;
    private int sample;
    private int lane;
    private long seed;

    /** @param losses of each sample, to be told */
    @SuppressWarnings("try")
    Worker(LearningPlan plan, NativeBlock samples, NativeBlock lanes, double[] losses) {
        this.plan = plan;
        this.samples = samples;
        this.lanes = lanes;
        this.losses = losses;
        this.own = new NativeBlock(plan.oneDnn().cpu(), 1, plan.workerFloats());
        try (PointerScope temporary = new PointerScope()) {
            handle = own(new Address());
            scratchpad = own(new memory(
                    Layouts.bytes(plan.oneDnn().scratchpadBytes()),
                    plan.oneDnn().cpu()));
            queue = own(new stream(plan.oneDnn().cpu()));
            sections = plan.sections().stream()
                    .map(section -> section.steps().stream().map(this::bind).toList())
                    .toList();
        }
    }

    private <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    /** An argument that lies elsewhere for every sample or lane. */
    private record Moving(memory value, Matrix matrix) {}

    private Runnable bind(Step step) {
        if (step instanceof Step.OfSample ofSample) {
            return () -> ofSample.action().run(this);
        }
        Step.OfPrimitive ofPrimitive = (Step.OfPrimitive) step;
        primitive kernel = ofPrimitive.kernel();
        List<Moving> moving = new ArrayList<>();
        IntMemoryMap arguments = own(arguments(ofPrimitive.arguments(), moving));
        Moving[] toMove = moving.toArray(Moving[]::new);
        return () -> {
            for (Moving argument : toMove) {
                point(argument);
            }
            kernel.execute(queue, arguments);
        };
    }

    private IntMemoryMap arguments(Map<Integer, Argument> byName, List<Moving> moving) {
        IntMemoryMap arguments = new IntMemoryMap();
        byName.forEach((name, argument) -> arguments.put(name, memoryOf(argument, moving)));
        return arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad);
    }

    private memory memoryOf(Argument argument, List<Moving> moving) {
        if (argument instanceof Argument.Constant constant) {
            return constant.value();
        }
        Matrix matrix = argument.place().orElseThrow();
        long start = own.address(0) + (matrix.storage().region() == Region.WORKER ? matrix.place() : 0);
        memory value = own(new memory(argument.desc(), plan.oneDnn().cpu(), at(start)));
        if (matrix.storage().region() != Region.WORKER) {
            moving.add(new Moving(value, matrix));
        }
        return value;
    }

    private void point(Moving argument) {
        Matrix matrix = argument.matrix();
        long start = matrix.storage().region() == Region.SAMPLE ? samples.address(sample) : lanes.address(lane);
        argument.value().set_data_handle(at(start + matrix.place()));
    }

    private Pointer at(long address) {
        return handle.set(address);
    }

    /** One object that names many places, where making an object for each would cost more than the work there. */
    private static final class Address extends Pointer {
        Address set(long place) {
            address = place;
            return this;
        }
    }

    void run(int section, Batch now, int ofSample, int ofLane, long ofStep) {
        batch = now;
        sample = ofSample;
        lane = ofLane;
        seed = ofStep;
        sections.get(section).forEach(Runnable::run);
    }

    /** Copies weights that have changed. */
    void refresh(WeightCopy copy) {
        copy.refresh(queue, scratchpad);
    }

    @Override
    public Batch batch() {
        return Objects.requireNonNull(batch, "asked for outside of a run");
    }

    @Override
    public int sample() {
        return sample;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public FloatBuffer of(Matrix matrix) {
        return switch (matrix.storage().region()) {
            case WORKER -> own.buffer(0);
            case SAMPLE -> samples.buffer(sample);
            case LANE -> lanes.buffer(lane);
        };
    }

    @Override
    public void loss(double share) {
        losses[sample] = share;
    }

    @Override
    public void close() {
        owned.forEach(Pointer::releaseReference);
        own.close();
    }
}
