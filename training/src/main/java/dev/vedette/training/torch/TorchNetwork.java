package dev.vedette.training.torch;

import dev.vedette.engine.Prediction;
import dev.vedette.engine.Sample;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.MaskedAutoencoder;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.WeightLayout;
import dev.vedette.model.WeightSpec;
import dev.vedette.model.WeightSpec.Kind;
import dev.vedette.model.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A network's weights in libtorch's memory. Owns them until closed. Not thread-safe. */
public final class TorchNetwork implements AutoCloseable {
    private final NetworkConfig network;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    public TorchNetwork(NetworkConfig network, Weights initial) {
        TorchRuntime.start();
        this.network = network;
        initial.asMap().forEach((name, tensor) -> tensors.put(name, TorchTensors.copyOf(tensor)));
    }

    public NetworkConfig network() {
        return network;
    }

    Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw VedetteException.internal("no weight is called " + name, null);
        }
        return tensor;
    }

    /** Chooses what learns: the student's own tensors or all others. The rest is frozen. */
    Map<WeightSpec, Tensor> learn(boolean student) {
        Map<WeightSpec, Tensor> learning = new LinkedHashMap<>();
        for (WeightSpec spec : WeightLayout.of(network)) {
            boolean learns = spec.kind() == Kind.PARAMETER && spec.ofStudent() == student;
            Tensor tensor = get(spec.name());
            tensor.set_requires_grad(learns);
            if (learns) {
                learning.put(spec, tensor);
            }
        }
        return learning;
    }

    /** A copy of the weights as they are now. */
    public Weights weights() {
        Map<String, dev.vedette.model.Tensor> copies = new LinkedHashMap<>();
        for (WeightSpec spec : WeightLayout.of(network)) {
            copies.put(spec.name(), TorchTensors.copyOf(get(spec.name()), spec.shapeArray()));
        }
        return Weights.of(network, copies);
    }

    /** What the network gives for one sample, in float32, without learning: to hold the scoring engines to. */
    public Prediction predict(Sample sample) {
        TorchOps ops = new TorchOps(this, false, false, true);
        int[] kept = sample.mask().kept();
        int[] restore = sample.mask().restore();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            MaskedAutoencoder.Output<Tensor> output = new MaskedAutoencoder(network)
                    .forward(
                            ops,
                            TorchTensors.inScope(
                                    sample.images(),
                                    1,
                                    NetworkConfig.INPUT_CHANNELS,
                                    network.frameHeight(),
                                    network.frameWidth()),
                            TorchTensors.inScope(
                                    Arrays.stream(kept).asLongStream().toArray(), 1, kept.length),
                            TorchTensors.inScope(
                                    Arrays.stream(restore).asLongStream().toArray(), 1, restore.length));
            return new Prediction(
                    TorchTensors.copyOf(output.latent(), kept.length + 1, network.encoderWidth()),
                    TorchTensors.copyOf(output.teacher(), restore.length, network.outputPatchSize()),
                    TorchTensors.copyOf(output.student(), restore.length, network.outputPatchSize()));
        }
    }

    /** Overwrites the weights. */
    public void load(Weights weights) {
        weights.asMap().forEach((name, tensor) -> TorchTensors.overwrite(get(name), tensor));
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
