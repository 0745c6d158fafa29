package dev.vedette.training;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import dev.vedette.verify.fuzz.Outside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a checkpoint says that {@code train --resume} goes on from; its numbers are read as those of a detector are. */
class ResumeFuzzTest {
    private static final NetworkConfig NETWORK = new NetworkConfig(64, 48, 8, 16, 8, 2, 2, 2, 2, 0.5);
    private static final Path FILE = Outside.file("checkpoint.safetensors");
    private static final String CONFIGURATION = "as it was";
    private static final Map<String, Tensor> TENSORS = tensors();

    private static Map<String, Tensor> tensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Weights.initial(NETWORK, 1).asMap().forEach((name, tensor) -> {
            tensors.put("now/" + name, tensor);
            tensors.put("best/" + name, tensor);
        });
        return tensors;
    }

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of("TEACHER", "7", "0.5", ""),
                Arguments.of("STUDENT", "0", "-Infinity", ""),
                Arguments.of("TEACHER", "-1", "NaN", ""),
                Arguments.of("teacher", "7.5", "", ""),
                Arguments.of("", "99999999999", "x\ny", "now/"));
    }

    @Timeout(Outside.PATIENCE)
    @MethodSource("seeds")
    @FuzzTest
    void isTakenOrRefused(
            @NotNull String phase, @NotNull String step, @NotNull String bestScore, @NotNull String missing)
            throws IOException {
        Map<String, Tensor> there = new LinkedHashMap<>(TENSORS);
        there.keySet().removeIf(name -> !missing.isEmpty() && name.startsWith(missing));
        Map<String, String> facts =
                Map.of("phase", phase, "step", step, "bestScore", bestScore, "configuration", CONFIGURATION);
        try (var out = Files.newOutputStream(FILE)) {
            Safetensors.write(out, there, facts);
        }
        Outside.takenOrRefused(() -> Checkpoint.read(FILE.getParent(), CONFIGURATION, NETWORK));
    }
}
