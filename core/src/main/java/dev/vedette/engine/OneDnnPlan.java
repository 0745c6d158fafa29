package dev.vedette.engine;

import dev.vedette.engine.EngineOptions.Measured;
import dev.vedette.engine.onednn.Matrix;
import dev.vedette.engine.onednn.OneDnn;
import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.engine.onednn.Storage;
import dev.vedette.engine.onednn.StoragePlacement;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;

/**
 * The network compiled for so many samples of one size of frames: sections of steps, the primitives and weights they share, and where each matrix lies in a
 * worker's memory. Thread-safe once made; its native memory is that of the
 * {@link OneDnn} it was made with.
 */
final class OneDnnPlan {
    private final OneDnn oneDnn;
    private final List<Section> sections;
    private final int widest;
    private final MaskedAutoencoder.Output<Matrix> output;
    private final Measured measured;
    private final int tokens;
    private final int samples;
    private final long floats;
    private final long scratchpadBytes;

    /** To be made on a thread that computes alone ({@link OpenMp}): primitives are made for its number of threads. */
    @SuppressWarnings("try")
    OneDnnPlan(
            OneDnn oneDnn,
            NetworkConfig network,
            Weights weights,
            Arithmetic arithmetic,
            Measured measured,
            int samples) {
        this.oneDnn = oneDnn;
        this.tokens = network.tokens();
        this.samples = samples;
        this.measured = measured;
        try (PointerScope temporary = new PointerScope()) {
            OneDnnOps ops = new OneDnnOps(oneDnn, weights, network, arithmetic, samples);
            MaskedAutoencoder.Output<Node> planned = new MaskedAutoencoder(network)
                    .forward(ops, ofSample(network), ofSample(network), ofSample(network));
            output = measured == Measured.ALL ? predictions(ops, planned, network) : anomalies(ops, planned);
            sections = List.copyOf(ops.sections());
            widest = sections.stream()
                    .mapToInt(section -> section.tasks().size())
                    .max()
                    .orElseThrow();
            floats = StoragePlacement.place(lifetimes());
            scratchpadBytes = oneDnn.scratchpadBytes();
        }
    }

    private static MaskedAutoencoder.Output<Matrix> predictions(
            OneDnnOps ops, MaskedAutoencoder.Output<Node> planned, NetworkConfig network) {
        MaskedAutoencoder.Output<Matrix> output = new MaskedAutoencoder.Output<>(
                planned.latent().matrix(),
                planned.teacher().matrix(),
                planned.student().matrix());
        ops.errors(output.teacher(), output.student(), new ErrorSums(network));
        return output;
    }

    private static MaskedAutoencoder.Output<Matrix> anomalies(OneDnnOps ops, MaskedAutoencoder.Output<Node> planned) {
        MaskedAutoencoder.Output<Matrix> output = new MaskedAutoencoder.Output<>(
                planned.latent().matrix(), ops.meanAnomaly(planned.teacher()), ops.meanAnomaly(planned.student()));
        ops.anomalies(output.teacher(), output.student());
        return output;
    }

    Measured measured() {
        return measured;
    }

    /** To be filled by one run: one for each sample. */
    List<TokenErrors> newErrors() {
        return Stream.generate(
                        () -> measured == Measured.ALL ? TokenErrors.ofTokens(tokens) : TokenErrors.ofAnomalies(tokens))
                .limit(samples)
                .toList();
    }

    /** What the network predicts, rows of class tokens included. */
    MaskedAutoencoder.Output<Matrix> predictions() {
        if (measured != Measured.ALL) {
            throw VedetteException.internal("predictions of an engine that was opened for anomaly maps alone", null);
        }
        return output;
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

    /** Most tasks that can run side by side. */
    int widest() {
        return widest;
    }

    /** Size of a worker's memory. */
    long floats() {
        return floats;
    }
}
