package dev.vedette.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vedette.golden.NpyArray;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The small network of the golden vectors: 32×64 pixels, patch 8, two samples. */
public final class TinyNetwork {
    public static final NetworkConfig CONFIG = new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5);

    private TinyNetwork() {}

    public static Weights weights() {
        String name = "/golden/tiny/weights.safetensors";
        try (InputStream in = TinyNetwork.class.getResourceAsStream(name)) {
            byte[] file = in.readAllBytes();
            return Weights.of(CONFIG, Safetensors.read(new ByteArrayInputStream(file), file.length, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both samples, masked by the golden noise. */
    public static List<Sample> samples(double maskRatio) {
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
    public static float[] row(String name, int index) {
        NpyArray array = NpyArray.load("tiny/" + name + ".npy");
        int size = array.size() / array.shape()[0];
        return Arrays.copyOfRange(array.floats(), index * size, (index + 1) * size);
    }
}
