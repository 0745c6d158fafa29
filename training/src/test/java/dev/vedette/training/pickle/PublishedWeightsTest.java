package dev.vedette.training.pickle;

import static dev.vedette.training.pickle.CheckpointFiles.golden;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import dev.vedette.training.recipe.NetworkSize;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedWeightsTest {
    private static final Optional<NetworkSize> SIZE = Optional.of(new NetworkSize(64, 32));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"weights.pth", "weights.safetensors"})
    void tellsTheNetworkFromTheShapes(String name) throws Exception {
        PublishedWeights read = PublishedWeights.read(golden(name), SIZE, 4);

        assertThat(read.network()).isEqualTo(new NetworkConfig(64, 32, 8, 32, 16, 3, 3, 4, 2, 0.5));
    }

    @Test
    void takesTheFrameSizeOfTheAuthorsPreset() throws IOException {
        assertThat(read(NetworkConfig.paper(640, 320, 16)).network()).isEqualTo(NetworkConfig.paper(640, 320, 16));
        assertThat(read(NetworkConfig.paper(320, 160, 8)).network()).isEqualTo(NetworkConfig.paper(320, 160, 8));
        assertThatThrownBy(() -> read(new NetworkConfig(32, 16, 4, 8, 8, 1, 2, 2, 3, 0.5)))
                .hasMessageContaining("patches of 4 pixels, for which the authors published no frame size");
    }

    @Test
    void tellsOtherDepthsAndRatios() throws IOException {
        NetworkConfig network = new NetworkConfig(64, 32, 4, 8, 12, 1, 2, 2, 3, 0.5);
        Path file = write("x.safetensors", network, tensors -> {});

        assertThat(PublishedWeights.read(file, SIZE, 2).network()).isEqualTo(network);
    }

    @Test
    void refusesAFrameThatThePatchDoesNotDivide() {
        assertThatThrownBy(() -> PublishedWeights.read(golden("weights.pth"), Optional.of(new NetworkSize(63, 32)), 4))
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(Category.BAD_CONFIGURATION))
                .hasMessageContaining("frameWidth is 63, expected a multiple of patch 8");
    }

    @Test
    void mergesTheStudentOfOneFileWithTheRestOfAnother() throws IOException {
        NetworkConfig network = new NetworkConfig(32, 16, 8, 8, 8, 1, 1, 2, 2, 0.5);
        Path teacher = write("teacher.safetensors", network, tensors -> fill(tensors, 1));
        Path student = write("student.safetensors", network, tensors -> fill(tensors, 2));

        Weights merged = PublishedWeights.readPair(teacher, student, SIZE, 2).weights();

        merged.asMap()
                .forEach((name, tensor) ->
                        assertThat(tensor.values()[0]).as(name).isEqualTo(name.startsWith("decoder_student_") ? 2 : 1));
    }

    @Test
    void refusesAPairOfDifferentNetworks() throws IOException {
        Path teacher = write("teacher.safetensors", new NetworkConfig(32, 16, 8, 8, 8, 1, 1, 2, 2, 0.5), t -> {});
        Path student = write("student.safetensors", new NetworkConfig(32, 16, 8, 16, 8, 1, 1, 2, 2, 0.5), t -> {});

        assertThatThrownBy(() -> PublishedWeights.readPair(teacher, student, SIZE, 2))
                .isInstanceOf(VedetteException.class)
                .hasMessageContaining("student.safetensors does not belong to ")
                .hasMessageContaining("cls_token is [1, 1, 16] there and [1, 1, 8] here");
    }

    @Test
    void refusesWeightsThatAreMissingOrNotFinite() throws IOException {
        NetworkConfig network = new NetworkConfig(32, 16, 8, 8, 8, 1, 1, 2, 2, 0.5);
        assertRefused(write("a", network, t -> t.remove("decoder_norm.bias")), "decoder_norm.bias is missing");
        assertRefused(write("b", network, t -> t.put("x.y", Tensor.zeros(1))), "'x.y' is not a weight of this network");
        assertRefused(write("c", network, t -> t.get("norm.bias").values()[3] = Float.NaN), "norm.bias holds numbers");
        assertRefused(
                write("d", network, t -> t.keySet().removeIf(name -> name.startsWith("decoder_student_"))),
                "holds no student");
        assertRefused(write("e", network, t -> t.remove("mask_token")), "there is no mask_token");
    }

    private void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> PublishedWeights.read(file, SIZE, 2))
                .isInstanceOfSatisfying(
                        VedetteException.class, e -> assertThat(e.category()).isEqualTo(Category.BAD_INPUT))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }

    private PublishedWeights read(NetworkConfig network) throws IOException {
        return PublishedWeights.read(write("x.safetensors", network, t -> {}), Optional.empty(), network.heads());
    }

    private Path write(String name, NetworkConfig network, Consumer<Map<String, Tensor>> change) throws IOException {
        Map<String, Tensor> tensors =
                new LinkedHashMap<>(Weights.initial(network, 1).asMap());
        change.accept(tensors);
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, tensors, Map.of());
        }
        return file;
    }

    private static void fill(Map<String, Tensor> tensors, float value) {
        tensors.replaceAll((name, tensor) -> Tensor.filled(value, tensor.shape()));
    }
}
