package dev.vedette.engine;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks in which every weight is random, so that none can be left out unnoticed. */
public final class RandomNetworks {
    private RandomNetworks() {}

    public static Weights weights(NetworkConfig network, Random random) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.initial(network, random.nextLong()).asMap().forEach((name, tensor) -> {
            boolean scale = tensor.shape().length == 1 && (name.endsWith(".weight") || name.endsWith("running_var"));
            Tensor changed = Tensor.zeros(tensor.shape());
            for (int i = 0; i < changed.values().length; i++) {
                float noise = 0.2f * random.nextFloat() - 0.1f;
                changed.values()[i] = scale ? 1 + noise : tensor.values()[i] + noise;
            }
            tensors.put(name, changed);
        });
        return Weights.of(network, tensors);
    }

    public static List<Sample> samples(NetworkConfig network, int count, Random random) {
        List<Sample> samples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] images = new float[NetworkConfig.INPUT_CHANNELS * network.frameHeight() * network.frameWidth()];
            for (int i = 0; i < images.length; i++) {
                images[i] = 2 * random.nextFloat() - 1;
            }
            samples.add(new Sample(images, TokenMask.random(network, random)));
        }
        return samples;
    }

    /** Samples of a stream: each shows three of its pictures, neighbours share theirs. */
    static List<Sample> stream(NetworkConfig network, int count, Random random) {
        List<Planes> pictures = new ArrayList<>();
        for (int n = 0; n < count + 2 * Clip.STRIDE; n++) {
            Image image = Image.black(network.frameWidth(), network.frameHeight());
            random.nextBytes(image.bgr());
            pictures.add(Planes.of(image));
        }
        List<Sample> samples = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            List<Planes> shown =
                    List.of(pictures.get(n), pictures.get(n + Clip.STRIDE), pictures.get(n + 2 * Clip.STRIDE));
            samples.add(new Sample(shown, TokenMask.random(network, random)));
        }
        return samples;
    }
}
