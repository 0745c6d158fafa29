package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Patches;
import dev.vedette.model.TokenMask;
import java.util.List;

/**
 * The two phases' losses: the sum over tokens of weight · mean over the patch of (prediction − target)². The prediction becomes its
 * own gradient, in place.
 */
final class Loss {
    private final Tape tape;

    Loss(Tape tape) {
        this.tape = tape;
    }

    @FunctionalInterface
    private interface Target {
        void read(SampleMemory memory, int token, float[] row);
    }

    @FunctionalInterface
    private interface TokenWeight {
        double of(SampleMemory memory, int token);
    }

    /**
     * Teacher (paper section 3.3): frame t and the anomaly map are the target.
     *
     * @param motionWeighted tokens count by the batch's weights; otherwise the mean over removed tokens
     * @param anomalyWeight how much the anomaly channel counts against one colour channel; the mean of the four stays 1
     */
    void ofTeacher(Activation prediction, NetworkConfig network, boolean motionWeighted, double anomalyWeight) {
        Patches targets = new Patches(network, NetworkConfig.OUTPUT_CHANNELS);
        int tokens = network.tokens();
        float[] channels = new float[NetworkConfig.OUTPUT_CHANNELS];
        java.util.Arrays.fill(channels, (float) (channels.length / (channels.length - 1 + anomalyWeight)));
        channels[channels.length - 1] *= (float) anomalyWeight;
        plan(
                prediction,
                List.of(),
                (memory, token, row) -> targets.readByPixel(memory.batch().targets(), memory.sample(), token, row),
                motionWeighted
                        ? (memory, token) -> memory.batch().tokenWeights()[memory.sample() * tokens + token]
                        : Loss::meanOverRemoved,
                channels);
    }

    /** Student (paper section 3.4): the frozen teacher's prediction is the target; the mean over removed tokens. */
    void ofStudent(Activation prediction, Matrix teacher) {
        plan(
                prediction,
                List.of(teacher),
                (memory, token, row) -> memory.read(teacher, token, row),
                Loss::meanOverRemoved,
                new float[] {1, 1, 1, 1});
    }

    private static double meanOverRemoved(SampleMemory memory, int token) {
        TokenMask mask = memory.batch().masks().get(memory.sample());
        int removed = mask.tokens() - mask.keptTokens();
        return mask.removed(token) ? 1.0 / ((double) removed * memory.batch().size()) : 0;
    }

    private void plan(
            Activation prediction, List<Matrix> used, Target target, TokenWeight weight, float[] channelWeights) {
        Matrix values = prediction.value();
        List<Matrix> all = new java.util.ArrayList<>(used);
        all.add(values);
        tape.plan(new Step.OfSample(all, memory -> {
            float[] row = new float[values.columns()];
            float[] wanted = new float[values.columns()];
            double loss = 0;
            for (int token = 0; token < values.rows(); token++) {
                memory.read(values, token, row);
                target.read(memory, token, wanted);
                double share = weight.of(memory, token) / row.length;
                loss += share * differentiate(row, wanted, (float) (2 * share), channelWeights);
                memory.write(values, token, row);
            }
            memory.loss(loss);
        }));
        if (prediction.learns()) {
            prediction.gradientIs(values);
        }
    }

    /** The weighted sum of squared differences; {@code row} becomes {@code factor} · channel weight · difference. */
    private static double differentiate(float[] row, float[] wanted, float factor, float[] channelWeights) {
        float[] sums = new float[NetworkConfig.OUTPUT_CHANNELS];
        for (int i = 0; i < row.length; i += NetworkConfig.OUTPUT_CHANNELS) {
            for (int channel = 0; channel < NetworkConfig.OUTPUT_CHANNELS; channel++) {
                float difference = row[i + channel] - wanted[i + channel];
                sums[channel] += difference * difference;
                row[i + channel] = factor * channelWeights[channel] * difference;
            }
        }
        double total = 0;
        for (int channel = 0; channel < sums.length; channel++) {
            total += (double) sums[channel] * channelWeights[channel];
        }
        return total;
    }
}
