package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.Numbers;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.engine.onednn.Region;
import dev.vedette.engine.onednn.Storage;
import dev.vedette.engine.onednn.StoragePlacement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Forward, loss and gradients compiled for one size of frames: steps, the primitives and weights they share, and where each matrix
 * lies in its region of memory. Owns native memory until closed.
 */
final class LearningPlan implements AutoCloseable {
    private final OneDnn oneDnn;
    private final Tape tape;
    private final List<Section> sections = new ArrayList<>();
    private final long workerFloats;
    private final long sampleFloats;
    private final long laneFloats;

    /**
     * Steps that each sample takes by itself, and what happens once all have.
     *
     * @param meeting null at the end
     */
    record Section(List<Step> steps, Step.@Nullable OfBatch meeting) {}

    /**
     * Sets the calling thread to one OpenMP thread: primitives are made for that number.
     *
     * @param factors what matrix products multiply
     * @param method plans all steps on a tape
     */
    @SuppressWarnings("try")
    LearningPlan(Parameters parameters, Numbers factors, Consumer<Tape> method) {
        OpenMp.useOneThread();
        oneDnn = new OneDnn();
        try (PointerScope temporary = new PointerScope()) {
            tape = new Tape(oneDnn, parameters, factors);
            method.accept(tape);
        }
        Set<Storage> storages = lifetimes(tape.steps());
        divide(tape.steps(), storages);
        workerFloats = place(storages, Region.WORKER);
        sampleFloats = place(storages, Region.SAMPLE);
        tape.sums().values().stream().map(Matrix::storage).forEach(sum -> {
            // All at once: a lane's sums last from the first sample to the last.
            sum.usedBy(0);
            sum.usedBy(tape.steps().size());
        });
        laneFloats = place(storages, Region.LANE);
    }

    private static Set<Storage> lifetimes(List<Step> steps) {
        Set<Storage> storages = new LinkedHashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            int step = i;
            steps.get(i).matrices().map(Matrix::storage).forEach(storage -> {
                storage.usedBy(step);
                storages.add(storage);
            });
        }
        return storages;
    }

    /** Cuts the steps at the samples' meetings; what outlives a meeting is the sample's, not the worker's. */
    private void divide(List<Step> steps, Set<Storage> storages) {
        List<Step> section = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof Step.OfBatch meeting) {
                int at = i;
                storages.stream()
                        .filter(storage -> storage.region() == Region.WORKER)
                        .filter(storage -> storage.firstStep() <= at && at <= storage.lastStep())
                        .forEach(storage -> storage.moveTo(Region.SAMPLE));
                sections.add(new Section(List.copyOf(section), meeting));
                section.clear();
            } else {
                section.add(steps.get(i));
            }
        }
        sections.add(new Section(List.copyOf(section), null));
    }

    private static long place(Set<Storage> storages, Region region) {
        return StoragePlacement.place(
                storages.stream().filter(storage -> storage.region() == region).toList());
    }

    OneDnn oneDnn() {
        return oneDnn;
    }

    List<Section> sections() {
        return sections;
    }

    Map<String, Matrix> sums() {
        return tape.sums();
    }

    List<WeightCopy> copies() {
        return tape.copies();
    }

    List<Runnable> preparations() {
        return tape.preparations();
    }

    /** Size of a worker's memory. */
    long workerFloats() {
        return workerFloats;
    }

    /** Size of a sample's memory. */
    long sampleFloats() {
        return sampleFloats;
    }

    /** Size of a lane's memory. */
    long laneFloats() {
        return laneFloats;
    }

    @Override
    public void close() {
        oneDnn.close();
    }
}
