package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Matrix;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * BatchNorm of one layer (Ioffe and Szegedy, 2015): y = γ·(x − μ)/√(σ² + ε) + β for every channel, over the grid tokens of all
 * samples. With the batch's statistics all samples meet twice, once on each way. What the meetings find is shared by all workers.
 */
final class BatchNorm {
    private static final double EPSILON = 1e-5;
    private static final double MOMENTUM = 0.1;

    private final Tape tape;
    private final String layer;
    private final Matrix input;
    private final int channels;
    private final float[] gamma;
    private final float[] beta;
    private final float[] runningMean;
    private final float[] runningVariance;

    private final float[] mean;
    private final float[] inverseDeviation;
    private final float[] meanGradient;
    private final float[] meanGradientAlong;

    /** @param input [T, C] */
    BatchNorm(Tape tape, String layer, Matrix input) {
        this.tape = tape;
        this.layer = layer;
        this.input = input;
        this.channels = input.columns();
        this.gamma = tape.parameters().get(layer + ".weight");
        this.beta = tape.parameters().get(layer + ".bias");
        this.runningMean = tape.parameters().get(layer + ".running_mean");
        this.runningVariance = tape.parameters().get(layer + ".running_var");
        this.mean = new float[channels];
        this.inverseDeviation = new float[channels];
        this.meanGradient = new float[channels];
        this.meanGradientAlong = new float[channels];
    }

    /** @param batchStatistics otherwise the running ones are used and stay as they are */
    void forward(Matrix to, boolean batchStatistics) {
        if (batchStatistics) {
            Matrix sums = Matrix.dense(2, channels);
            tape.plan(new Step.OfSample(List.of(input, sums), memory -> sum(memory, sums)));
            tape.plan(new Step.OfBatch(List.of(sums), memory -> meet(memory, sums)));
        } else {
            tape.prepare(() -> use(runningMean, runningVariance));
        }
        tape.plan(new Step.OfSample(List.of(input, to), memory -> normalise(memory, to)));
    }

    /** Sums and sums of squares; of differences from the running mean, which lose less to rounding. */
    private void sum(SampleMemory memory, Matrix sums) {
        float[] row = new float[channels];
        float[] sum = new float[channels];
        float[] squares = new float[channels];
        for (int i = 0; i < input.rows(); i++) {
            memory.read(input, i, row);
            for (int c = 0; c < row.length; c++) {
                float difference = row[c] - runningMean[c];
                sum[c] += difference;
                squares[c] += difference * difference;
            }
        }
        memory.write(sums, 0, sum);
        memory.write(sums, 1, squares);
    }

    private void meet(BatchMemory memory, Matrix sums) {
        double[][] totals = totals(memory, sums);
        double count = (double) memory.samples() * input.rows();
        float[] variance = new float[channels];
        for (int c = 0; c < channels; c++) {
            double difference = totals[0][c] / count;
            double ofBatch = Math.max(0, totals[1][c] / count - difference * difference);
            mean[c] = (float) (runningMean[c] + difference);
            variance[c] = (float) ofBatch;
            double unbiased = count > 1 ? ofBatch * count / (count - 1) : ofBatch;
            runningMean[c] = (float) (runningMean[c] + MOMENTUM * difference);
            runningVariance[c] = (float) (runningVariance[c] + MOMENTUM * (unbiased - runningVariance[c]));
        }
        tape.parameters().get(layer + ".num_batches_tracked")[0]++;
        use(mean, variance);
    }

    private void use(float[] means, float[] variances) {
        for (int c = 0; c < channels; c++) {
            mean[c] = means[c];
            inverseDeviation[c] = (float) (1 / Math.sqrt(variances[c] + EPSILON));
        }
    }

    /** Sums over the samples of two rows that each left. */
    private double[][] totals(BatchMemory memory, Matrix pair) {
        double[][] totals = new double[2][channels];
        float[] row = new float[channels];
        for (int sample = 0; sample < memory.samples(); sample++) {
            FloatBuffer values = memory.ofSample(sample);
            for (int which = 0; which < 2; which++) {
                values.get(pair.index() + which * channels, row);
                for (int c = 0; c < channels; c++) {
                    totals[which][c] += row[c];
                }
            }
        }
        return totals;
    }

    private void normalise(SampleMemory memory, Matrix to) {
        float[] row = new float[channels];
        float[] scale = new float[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = gamma[c] * inverseDeviation[c];
        }
        for (int i = 0; i < input.rows(); i++) {
            memory.read(input, i, row);
            for (int c = 0; c < row.length; c++) {
                row[c] = (row[c] - mean[c]) * scale[c] + beta[c];
            }
            memory.write(to, i, row);
        }
    }

    /** @param gradient of the output, which becomes that of the input */
    void backward(Matrix gradient, boolean batchStatistics) {
        Matrix sums = Matrix.dense(2, channels);
        tape.plan(new Step.OfSample(List.of(input, gradient, sums), memory -> sumGradients(memory, gradient, sums)));
        tape.plan(new Step.OfBatch(List.of(sums), memory -> meetWithGradients(memory, sums, batchStatistics)));
        tape.plan(new Step.OfSample(List.of(input, gradient), memory -> passBack(memory, gradient)));
    }

    private void sumGradients(SampleMemory memory, Matrix gradient, Matrix sums) {
        float[] row = new float[channels];
        float[] value = new float[channels];
        float[] sum = new float[channels];
        float[] along = new float[channels];
        for (int i = 0; i < input.rows(); i++) {
            memory.read(gradient, i, row);
            memory.read(input, i, value);
            for (int c = 0; c < row.length; c++) {
                sum[c] += row[c];
                along[c] += row[c] * ((value[c] - mean[c]) * inverseDeviation[c]);
            }
        }
        memory.write(sums, 0, sum);
        memory.write(sums, 1, along);
    }

    private void meetWithGradients(BatchMemory memory, Matrix sums, boolean batchStatistics) {
        double[][] totals = totals(memory, sums);
        double count = (double) memory.samples() * input.rows();
        if (tape.parameters().learns(layer + ".weight")) {
            float[] ofBeta = tape.parameters().gradient(layer + ".bias");
            float[] ofGamma = tape.parameters().gradient(layer + ".weight");
            for (int c = 0; c < channels; c++) {
                ofBeta[c] = (float) totals[0][c];
                ofGamma[c] = (float) totals[1][c];
            }
        }
        for (int c = 0; c < channels; c++) {
            // Running statistics do not depend on the input, so nothing flows back through them.
            meanGradient[c] = batchStatistics ? (float) (totals[0][c] / count) : 0;
            meanGradientAlong[c] = batchStatistics ? (float) (totals[1][c] / count) : 0;
        }
    }

    private void passBack(SampleMemory memory, Matrix gradient) {
        float[] row = new float[channels];
        float[] value = new float[channels];
        for (int i = 0; i < input.rows(); i++) {
            memory.read(gradient, i, row);
            memory.read(input, i, value);
            for (int c = 0; c < row.length; c++) {
                float normal = (value[c] - mean[c]) * inverseDeviation[c];
                row[c] = (row[c] - meanGradient[c] - normal * meanGradientAlong[c]) * (gamma[c] * inverseDeviation[c]);
            }
            memory.write(gradient, i, row);
        }
    }
}
