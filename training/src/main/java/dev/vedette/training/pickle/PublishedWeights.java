package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import dev.vedette.training.recipe.NetworkSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Weights under the names of the authors' program, and the network that they belong to, told from their shapes. */
public record PublishedWeights(NetworkConfig network, Weights weights) {
    /** Heads of the authors' attention; shapes do not tell. */
    public static final int HEADS = 4;

    private static final double MASK_RATIO = 0.5;
    private static final String STUDENT = "decoder_student_";

    /** Frame sizes of the authors' presets by patch. */
    private static final Map<Integer, NetworkSize> PUBLISHED =
            Map.of(16, new NetworkSize(640, 320), 8, new NetworkSize(320, 160));

    /**
     * Reads a file with a whole network.
     *
     * @param file a PyTorch checkpoint or a safetensors file
     * @param frame that of the authors' preset for the patch if empty
     * @throws VedetteException bad input, when the file is unusable or holds another network; bad configuration, when the
     *     frame size must be given or does not fit
     */
    public static PublishedWeights read(Path file, Optional<NetworkSize> frame, int heads) {
        return of(tensors(file), file.toString(), frame, heads);
    }

    /**
     * Reads the two files that the authors' training leaves: the student's own weights from the second, all others from the
     * first.
     *
     * @throws VedetteException as {@link #read}, and bad input when the two files hold networks of different shape
     */
    public static PublishedWeights readPair(Path teacher, Path student, Optional<NetworkSize> frame, int heads) {
        Map<String, Tensor> merged = new LinkedHashMap<>(tensors(teacher));
        Map<String, Tensor> other = tensors(student);
        merged.keySet().removeIf(name -> name.startsWith(STUDENT));
        merged.forEach((name, tensor) -> requireSameShape(name, tensor, other.get(name), teacher, student));
        other.forEach((name, tensor) -> {
            if (name.startsWith(STUDENT)) {
                merged.put(name, tensor);
            }
        });
        return of(merged, teacher + " with " + student, frame, heads);
    }

    private static void requireSameShape(
            String name, Tensor tensor, @Nullable Tensor other, Path teacher, Path student) {
        if (other != null && !Arrays.equals(tensor.shape(), other.shape())) {
            throw VedetteException.badInput(student + " does not belong to " + teacher + ": " + name + " is "
                    + Arrays.toString(other.shape()) + " there and " + Arrays.toString(tensor.shape()) + " here");
        }
    }

    private static PublishedWeights of(
            Map<String, Tensor> tensors, String name, Optional<NetworkSize> frame, int heads) {
        if (tensors.keySet().stream().noneMatch(key -> key.startsWith(STUDENT))) {
            throw VedetteException.badInput(
                    name + " holds no student (no " + STUDENT + "…): give the student's file as well");
        }
        tensors.forEach((key, tensor) -> {
            if (!tensor.isFinite()) {
                throw VedetteException.badInput(name + ": the weight " + key
                        + " holds numbers that are not finite: the file is damaged or its learning went wrong");
            }
        });
        try {
            NetworkConfig network = network(tensors, frame, heads);
            return new PublishedWeights(network, Weights.of(network, tensors));
        } catch (VedetteException e) {
            throw new VedetteException(e.category(), name + ": " + e.getMessage(), e);
        }
    }

    private static NetworkConfig network(Map<String, Tensor> tensors, Optional<NetworkSize> frame, int heads) {
        int[] patches = shape(tensors, "patch_embed.proj.weight", 4);
        int[] mlp = shape(tensors, "blocks.0.mlp.net.0.weight", 4);
        int[] maskToken = shape(tensors, "mask_token", 3);
        int patch = patches[3];
        int width = patches[0];
        NetworkSize size = frame.or(() -> Optional.ofNullable(PUBLISHED.get(patch)))
                .orElseThrow(() -> VedetteException.badConfiguration("the network has patches of " + patch
                        + " pixels, for which the authors published no frame size: give one (--size WIDTHxHEIGHT)"));
        return new NetworkConfig(
                size.width(),
                size.height(),
                patch,
                width,
                maskToken[2],
                count(tensors, "blocks."),
                count(tensors, "decoder_blocks."),
                heads,
                mlp[0] / Math.max(1, width),
                MASK_RATIO);
    }

    private static int[] shape(Map<String, Tensor> tensors, String key, int dimensions) {
        Tensor tensor = tensors.get(key);
        if (tensor == null || tensor.shape().length != dimensions) {
            throw VedetteException.badInput("of another network: there is no " + key + " of " + dimensions
                    + " dimensions, as the masked auto-encoder's weights have");
        }
        return tensor.shape();
    }

    private static int count(Map<String, Tensor> tensors, String prefix) {
        int blocks = 0;
        while (tensors.containsKey(prefix + blocks + ".norm1.weight")) {
            blocks++;
        }
        return blocks;
    }

    /** A safetensors file has a JSON object after its first eight bytes; no pickle and no zip has. */
    private static Map<String, Tensor> tensors(Path file) {
        byte[] start = new byte[0];
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                start = in.readNBytes(Long.BYTES + 1);
            } catch (IOException e) {
                throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + ")", e);
            }
        }
        boolean safetensors = start.length > Long.BYTES && start[Long.BYTES] == '{' && start[Long.BYTES - 1] == 0;
        return safetensors ? Safetensors.read(file) : TorchCheckpoint.read(file);
    }
}
