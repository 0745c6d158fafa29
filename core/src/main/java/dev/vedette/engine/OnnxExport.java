package dev.vedette.engine;

import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenMask;
import dev.vedette.model.Weights;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** Writes a network as an ONNX model, for GPUs and other runtimes. */
public final class OnnxExport {
    /** Largest difference allowed between the model and this program's engine, relative to the largest value. */
    private static final double TOLERANCE = 1e-4;

    private OnnxExport() {}

    /**
     * Inputs of the model are {@code images} [N, 9, H, W] float in −1..1, {@code kept} [N, K] and {@code restore} [N, L] int64 (see
     * {@link TokenMask}); outputs are {@code latent} [N, 1+K, D], {@code teacher} and {@code student} [N, L, p·p·4] and
     * {@code errors} [N, L, 6], a token's {@link TokenErrors} in their order. N is free.
     *
     * <p>The model is run in ONNX Runtime and compared with the engine that {@link ScoringEngines} gives, before the file appears.
     *
     * @throws VedetteException device, when the file cannot be written; internal, when the model does not do what the network does
     */
    public static void write(NetworkConfig network, Weights weights, Path target) {
        byte[] model = OnnxOps.record(network, weights, OnnxProduct.FLOAT32, OnnxOps.Pictures.SCALED);
        try (ScoringEngine exported = OnnxRuntimeBackend.open(network, model, 1);
                ScoringEngine own = ScoringEngines.open(
                        network, weights, EngineOptions.defaults().withThreads(1))) {
            Sample sample = noise(network);
            compare(exported.predict(sample), own.predict(sample));
            compare(
                    exported.score(List.of(sample)).get(0).kinds(),
                    own.score(List.of(sample)).get(0).kinds());
        }
        AtomicFile.write(target, out -> out.write(model));
    }

    private static Sample noise(NetworkConfig network) {
        Random random = new Random(1);
        float[] images = new float[NetworkConfig.INPUT_CHANNELS * network.frameHeight() * network.frameWidth()];
        for (int i = 0; i < images.length; i++) {
            images[i] = 2 * random.nextFloat() - 1;
        }
        return new Sample(images, TokenMask.random(network, random));
    }

    private static void compare(Prediction exported, Prediction own) {
        compare("latent", exported.latent().values(), own.latent().values());
        compare("teacher", exported.teacher().values(), own.teacher().values());
        compare("student", exported.student().values(), own.student().values());
    }

    private static void compare(float[][] exported, float[][] own) {
        for (int kind = 0; kind < own.length; kind++) {
            compare("errors", exported[kind], own[kind]);
        }
    }

    private static void compare(String output, float[] exported, float[] own) {
        double largest = 1;
        double difference = 0;
        for (int i = 0; i < own.length; i++) {
            largest = Math.max(largest, Math.abs(own[i]));
            difference = Math.max(difference, Math.abs(exported[i] - own[i]));
        }
        // Written so that NaN fails.
        if (!(difference <= TOLERANCE * largest)) {
            throw VedetteException.internal(
                    "the ONNX model's " + output + " differs by " + difference
                            + " from this program's, expected at most " + TOLERANCE * largest
                            + "; nothing was written: please report it",
                    null);
        }
    }
}
