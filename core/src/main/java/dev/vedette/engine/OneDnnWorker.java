package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OpenMp;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** A plan with memory of its own. For one thread at a time; owns native memory until closed. */
final class OneDnnWorker implements NetworkWorker {
    private final OneDnnPlan plan;
    private final List<Pointer> owned = new ArrayList<>();
    private final FloatPointer floats;
    private final FloatBuffer buffer;
    private final memory scratchpad;
    private final stream queue;
    private final List<Task> tasks;

    @FunctionalInterface
    private interface Task {
        void run(Sample sample);
    }

    @SuppressWarnings("try")
    OneDnnWorker(OneDnnPlan plan) {
        this.plan = plan;
        try (PointerScope temporary = new PointerScope()) {
            memory block = own(
                    new memory(bytes(plan.floats() * Float.BYTES), plan.oneDnn().cpu()));
            floats = own(new FloatPointer(block.get_data_handle()).capacity(plan.floats()));
            buffer = floats.asBuffer();
            scratchpad = own(new memory(
                    bytes(plan.oneDnn().scratchpadBytes()), plan.oneDnn().cpu()));
            queue = own(new stream(plan.oneDnn().cpu()));
            tasks = plan.steps().stream().map(this::bind).toList();
        }
    }

    private static memory.desc bytes(long size) {
        return new memory.desc(new long[] {size}, memory.data_type.u8, memory.format_tag.a);
    }

    private <P extends Pointer> P own(P pointer) {
        pointer.retainReference();
        owned.add(pointer);
        return pointer;
    }

    private Task bind(Step step) {
        if (step instanceof Step.OfPrimitive primitiveStep) {
            primitive kernel = primitiveStep.kernel();
            IntMemoryMap arguments = own(arguments(primitiveStep.arguments()));
            return sample -> kernel.execute(queue, arguments);
        }
        Step.RowAction action = ((Step.OfRows) step).action();
        return sample -> action.run(buffer, sample);
    }

    private IntMemoryMap arguments(Map<Integer, Argument> byName) {
        IntMemoryMap arguments = new IntMemoryMap();
        byName.forEach((name, argument) -> arguments.put(name, memoryOf(argument)));
        return arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad);
    }

    private memory memoryOf(Argument argument) {
        if (argument instanceof Argument.Constant constant) {
            return constant.value();
        }
        return new memory(
                argument.desc(),
                plan.oneDnn().cpu(),
                floats.getPointer(argument.place().orElseThrow().place()));
    }

    @Override
    public void run(Sample sample) {
        OpenMp.useOneThread();
        for (Task task : tasks) {
            task.run(sample);
        }
    }

    @Override
    public FloatBuffer teacher() {
        return values(plan.output().teacher());
    }

    @Override
    public FloatBuffer student() {
        return values(plan.output().student());
    }

    @Override
    public FloatBuffer latent() {
        return values(plan.output().latent());
    }

    private FloatBuffer values(Matrix dense) {
        return buffer.slice(dense.index(), dense.rows() * dense.columns());
    }

    @Override
    public void close() {
        owned.forEach(Pointer::releaseReference);
    }
}
