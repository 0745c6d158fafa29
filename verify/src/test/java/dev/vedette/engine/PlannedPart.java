package dev.vedette.engine;

import dev.vedette.engine.onednn.Argument;
import dev.vedette.engine.onednn.Layouts;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.Storage;
import dev.vedette.engine.onednn.StoragePlacement;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** A piece of the network's plan with memory of its own, filled with noise. For one thread; its memory lives as long as the process. */
final class PlannedPart {
    private final OneDnn oneDnn;
    private final FloatPointer floats;
    private final memory scratchpad;
    private final stream queue;
    private final List<List<Runnable>> tasks;

    PlannedPart(OneDnnOps ops, Function<OneDnnOps, Node> part, Random random) {
        oneDnn = ops.oneDnn();
        part.apply(ops).matrix();
        List<List<Step>> steps = ops.sections().stream()
                .flatMap(section -> section.tasks().stream())
                .toList();
        List<Storage> storages = steps.stream()
                .flatMap(List::stream)
                .flatMap(Step::matrices)
                .map(Matrix::storage)
                .distinct()
                .toList();
        storages.forEach(storage -> storage.usedBy(0));
        floats = new FloatPointer(StoragePlacement.place(storages));
        for (long i = 0; i < floats.capacity(); i++) {
            floats.put(i, 2 * random.nextFloat() - 1);
        }
        scratchpad = new memory(Layouts.bytes(oneDnn.scratchpadBytes()), oneDnn.cpu());
        queue = new stream(oneDnn.cpu());
        tasks = steps.stream()
                .map(task -> task.stream()
                        .filter(Step.OfPrimitive.class::isInstance)
                        .map(step -> bind((Step.OfPrimitive) step))
                        .toList())
                .toList();
    }

    private Runnable bind(Step.OfPrimitive step) {
        IntMemoryMap arguments = new IntMemoryMap();
        step.arguments().forEach((name, argument) -> arguments.put(name, memoryOf(argument)));
        arguments.put(dnnl.DNNL_ARG_SCRATCHPAD, scratchpad);
        primitive kernel = step.kernel();
        return () -> kernel.execute(queue, arguments);
    }

    private memory memoryOf(Argument argument) {
        if (argument instanceof Argument.Constant constant) {
            return constant.value();
        }
        return new memory(
                argument.desc(),
                oneDnn.cpu(),
                new BytePointer(floats)
                        .getPointer(argument.place().orElseThrow().place()));
    }

    void run() {
        for (int task = 0; task < tasks.size(); task++) {
            runTask(task);
        }
    }

    /** What one thread does at a stretch: a block of rows, or a head. */
    void runTask(int task) {
        tasks.get(task).forEach(Runnable::run);
    }
}
