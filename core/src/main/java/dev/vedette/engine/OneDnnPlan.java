package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.engine.onednn.Storage;
import dev.vedette.engine.onednn.StoragePlacement;
import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;

/**
 * The network compiled for one size of frames: sections of steps, the primitives and weights they share, and where each matrix lies in a
 * worker's memory. Thread-safe once made; its native memory is that of the
 * {@link OneDnn} it was made with.
 */
final class OneDnnPlan {
    private final OneDnn oneDnn;
    private final List<Section> sections;
    private final MaskedAutoencoder.Output<Matrix> output;
    private final long floats;
    private final long scratchpadBytes;

    /** Sets the calling thread to one OpenMP thread: primitives are made for that number. */
    @SuppressWarnings("try")
    OneDnnPlan(OneDnn oneDnn, NetworkConfig network, Weights weights) {
        OpenMp.useOneThread();
        this.oneDnn = oneDnn;
        try (PointerScope temporary = new PointerScope()) {
            OneDnnOps ops = new OneDnnOps(oneDnn, weights, network);
            MaskedAutoencoder.Output<Node> planned = new MaskedAutoencoder(network)
                    .forward(ops, ofSample(network), ofSample(network), ofSample(network));
            output = new MaskedAutoencoder.Output<>(
                    planned.latent().matrix(),
                    planned.teacher().matrix(),
                    planned.student().matrix());
            ops.errors(output.teacher(), output.student(), new ErrorSums(network));
            sections = List.copyOf(ops.sections());
            floats = StoragePlacement.place(lifetimes());
            scratchpadBytes = oneDnn.scratchpadBytes();
        }
    }

    /** Stands for an argument of the network that steps read from the sample itself. */
    private static Node ofSample(NetworkConfig network) {
        return Node.of(Matrix.dense(1, network.tokens()));
    }

    /** Tasks of a section run at the same time, so what one of them uses lives as long as the section. */
    private List<Storage> lifetimes() {
        Set<Storage> storages = new LinkedHashSet<>();
        for (int i = 0; i < sections.size(); i++) {
            int time = i;
            sections.get(i).tasks().stream()
                    .flatMap(List::stream)
                    .flatMap(Step::matrices)
                    .map(Matrix::storage)
                    .forEach(storage -> {
                        storage.usedBy(time);
                        storages.add(storage);
                    });
        }
        for (Matrix result : List.of(output.latent(), output.teacher(), output.student())) {
            result.storage().usedBy(sections.size());
        }
        return List.copyOf(storages);
    }

    /** Working space that the primitives need. */
    long scratchpadBytes() {
        return scratchpadBytes;
    }

    OneDnn oneDnn() {
        return oneDnn;
    }

    List<Section> sections() {
        return sections;
    }

    MaskedAutoencoder.Output<Matrix> output() {
        return output;
    }

    /** Size of a worker's memory. */
    long floats() {
        return floats;
    }
}
