package dev.vedette.training;

import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Safetensors;
import dev.vedette.model.Tensor;
import dev.vedette.model.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where learning stands after a step: enough to go on as if it had never stopped.
 *
 * @param phase that is going on
 * @param step steps done in it
 * @param weights as they are
 * @param best the best of the phase so far
 * @param bestScore its validation score; negative infinity before the first validation
 * @param optimizer state of the phase's optimiser
 */
record Checkpoint(
        Phase phase, int step, Weights weights, Weights best, double bestScore, Map<String, Tensor> optimizer) {
    private static final String FILE = "checkpoint.safetensors";

    static Path file(Path runFolder) {
        return runFolder.resolve(FILE);
    }

    /** Replaces the folder's checkpoint, whole or not at all. */
    void write(Path runFolder, String configuration) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        weights.asMap().forEach((name, tensor) -> tensors.put("now/" + name, tensor));
        best.asMap().forEach((name, tensor) -> tensors.put("best/" + name, tensor));
        optimizer.forEach((name, tensor) -> tensors.put("optimizer/" + name, tensor));
        Map<String, String> facts = Map.of(
                "phase", phase.name(),
                "step", Integer.toString(step),
                "bestScore", Double.toString(bestScore),
                "configuration", configuration);
        AtomicFile.write(file(runFolder), out -> Safetensors.write(out, tensors, facts));
    }

    /**
     * The folder's checkpoint, if there is one.
     *
     * @throws VedetteException bad configuration, if it belongs to another configuration or other footage; bad input, if it is damaged
     */
    static Optional<Checkpoint> read(Path runFolder, String configuration, NetworkConfig network) {
        Path file = file(runFolder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Map<String, String> facts = Safetensors.readMetadata(file);
        if (!configuration.equals(facts.get("configuration"))) {
            throw VedetteException.badConfiguration("the checkpoint " + file
                    + " was made with other options, other footage or another version: resume with the same ones, or learn"
                    + " anew without --resume");
        }
        Map<String, Tensor> tensors = Safetensors.read(file);
        return Optional.of(new Checkpoint(
                fact(facts, "phase", file, Phase::valueOf),
                fact(facts, "step", file, Integer::valueOf),
                Weights.of(network, under("now/", tensors)),
                Weights.of(network, under("best/", tensors)),
                fact(facts, "bestScore", file, Double::valueOf),
                under("optimizer/", tensors)));
    }

    private static <T> T fact(Map<String, String> facts, String name, Path file, Function<String, T> reading) {
        String value = facts.get(name);
        if (value != null) {
            try {
                return reading.apply(value);
            } catch (IllegalArgumentException e) {
                // The same as if it said nothing.
            }
        }
        throw VedetteException.badInput("the checkpoint " + file + " does not say its " + name
                + ": it is damaged; learn anew without --resume");
    }

    private static Map<String, Tensor> under(String prefix, Map<String, Tensor> tensors) {
        Map<String, Tensor> part = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
            }
        });
        return part;
    }
}
