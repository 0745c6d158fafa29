package dev.vedette.libtorch;

import dev.vedette.engine.Sample;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Numbers into libtorch and out of it. Tensors live in the caller's pointer scope. */
final class Batch {
    /** Numbers of the inputs. */
    static final int IMAGES = 0;

    static final int KEPT = 1;
    static final int RESTORE = 2;
    static final int INPUTS = 3;

    private Batch() {}

    /** Images [N, 9, H, W] in float32, kept [N, K] and restore [N, L]. */
    static List<Tensor> of(List<Sample> samples, NetworkConfig network) {
        return List.of(
                images(samples, network),
                places(samples, sample -> sample.mask().kept()),
                places(samples, sample -> sample.mask().restore()));
    }

    private static Tensor images(List<Sample> samples, NetworkConfig network) {
        Tensor images =
                torch.empty(samples.size(), NetworkConfig.INPUT_CHANNELS, network.frameHeight(), network.frameWidth());
        FloatPointer place = new FloatPointer(images.data_ptr());
        for (Sample sample : samples) {
            for (Planes picture : sample.pictures()) {
                place.put(picture.values()).position(place.position() + picture.size());
            }
        }
        return images;
    }

    private static Tensor places(List<Sample> samples, Function<Sample, int[]> places) {
        long[] all = samples.stream()
                .flatMapToInt(sample -> IntStream.of(places.apply(sample)))
                .asLongStream()
                .toArray();
        return torch.tensor(all).view(samples.size(), -1);
    }

    /** Of a batch of one sample [1, T, C], as float32. */
    static dev.vedette.model.Tensor only(Tensor batch) {
        int rows = Math.toIntExact(batch.size(1));
        int columns = Math.toIntExact(batch.size(2));
        return new dev.vedette.model.Tensor(new int[] {rows, columns}, floats(batch));
    }

    static float[] floats(Tensor tensor) {
        Tensor contiguous = tensor.to(torch.ScalarType.Float).contiguous();
        float[] values = new float[Math.toIntExact(contiguous.numel())];
        new FloatPointer(contiguous.data_ptr()).get(values);
        return values;
    }
}
