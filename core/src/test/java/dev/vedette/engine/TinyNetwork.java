package dev.vedette.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.golden.NpyArray;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The small network of the golden vectors: 32×64 pixels, patch 8, two samples. */
final class TinyNetwork {
    static final NetworkConfig CONFIG = new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5);

    private TinyNetwork() {}

    static Weights weights() {
        try {
            Path file = Path.of(TinyNetwork.class
                    .getResource("/golden/tiny/weights.safetensors")
                    .toURI());
            return Weights.of(CONFIG, Safetensors.read(file));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both samples, masked by the golden noise. */
    static List<Sample> samples(double maskRatio) {
        int kept = CONFIG.withMaskRatio(maskRatio).keptTokens();
        return IntStream.range(0, 2)
                .mapToObj(i -> new Sample(row("imgs", i), TokenMask.fromNoise(row("noise", i), kept)))
                .toList();
    }

    /** A float64 value of one sample in {@code scalars.json}. */
    static double scalar(String name, int sample) {
        try (InputStream in = TinyNetwork.class.getResourceAsStream("/golden/tiny/scalars.json")) {
            return new ObjectMapper()
                    .readTree(in)
                    .at("/float64/" + name)
                    .get(sample)
                    .doubleValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Part {@code index} of the first dimension. */
    static float[] row(String name, int index) {
        NpyArray array = NpyArray.load("tiny/" + name + ".npy");
        int size = array.size() / array.shape()[0];
        return Arrays.copyOfRange(array.floats(), index * size, (index + 1) * size);
    }
}
