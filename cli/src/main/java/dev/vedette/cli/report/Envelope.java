package dev.vedette.cli.report;

/**
 * Series of a long video, thinned for drawing: each step stands for a run of frames and keeps the largest value of the run, so
 * that no peak is lost.
 *
 * @param stride frames a step
 */
@SuppressWarnings("ArrayRecordComponent")
record Envelope(int stride, double[] seconds, double[] raw, double[] smoothed, double[] causal) {
    static Envelope of(double[] seconds, double[] raw, double[] smoothed, double[] causal, int mostSteps) {
        int stride = Math.max(1, (seconds.length + mostSteps - 1) / mostSteps);
        double[] starts = new double[(seconds.length + stride - 1) / stride];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = seconds[i * stride];
        }
        return new Envelope(stride, starts, largest(raw, stride), largest(smoothed, stride), largest(causal, stride));
    }

    int steps() {
        return seconds.length;
    }

    private static double[] largest(double[] values, int stride) {
        double[] thinned = new double[(values.length + stride - 1) / stride];
        for (int i = 0; i < thinned.length; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int k = i * stride; k < Math.min(values.length, (i + 1) * stride); k++) {
                most = Math.max(most, values[k]);
            }
            thinned[i] = most;
        }
        return thinned;
    }
}
