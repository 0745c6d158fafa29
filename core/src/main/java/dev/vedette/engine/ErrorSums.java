package dev.vedette.engine;

import dev.vedette.model.NetworkConfig;
import java.nio.FloatBuffer;

/**
 * Errors of every token of a sample. Differences are float32, sums run in float32 down one column of a patch and in float64 over
 * the columns.
 */
final class ErrorSums {
    private final NetworkConfig network;

    ErrorSums(NetworkConfig network) {
        this.network = network;
    }

    /**
     * Writes the errors of some tokens, whose predictions begin at the given places.
     *
     * @param errors of all tokens
     */
    void write(
            Sample sample,
            FloatBuffer teacher,
            int atTeacher,
            FloatBuffer student,
            int atStudent,
            int firstToken,
            int tokens,
            TokenErrors errors) {
        int size = network.outputPatchSize();
        float[] fromTeacher = new float[size];
        float[] fromStudent = new float[size];
        float[] target = new float[size];
        for (int i = 0; i < tokens; i++) {
            int token = firstToken + i;
            teacher.get(atTeacher + i * size, fromTeacher);
            student.get(atStudent + i * size, fromStudent);
            readTarget(sample.target(), token, target);
            compare(fromTeacher, target, token, errors.reconstructionL1(), errors.reconstructionL2());
            compare(fromStudent, fromTeacher, token, errors.discrepancyL1(), errors.discrepancyL2());
            errors.teacherAnomaly()[token] = meanAnomaly(fromTeacher);
            errors.studentAnomaly()[token] = meanAnomaly(fromStudent);
        }
    }

    /** Frame t with a fourth channel of −1, "normal". */
    private void readTarget(float[] images, int token, float[] target) {
        int patch = network.patch();
        int width = network.frameWidth();
        int plane = width * network.frameHeight();
        int columns = network.grid().columns();
        int place = token / columns * patch * width + token % columns * patch;
        int written = 0;
        for (int y = 0; y < patch; y++) {
            for (int x = 0; x < patch; x++) {
                target[written] = images[place + x];
                target[written + 1] = images[place + plane + x];
                target[written + 2] = images[place + 2 * plane + x];
                target[written + 3] = -1;
                written += NetworkConfig.OUTPUT_CHANNELS;
            }
            place += width;
        }
    }

    /** Means of |a − b| and (a − b)². Sums run down the columns of a patch, so that the compiler makes vector instructions of them. */
    private void compare(float[] a, float[] b, int token, float[] l1, float[] l2) {
        int row = NetworkConfig.OUTPUT_CHANNELS * network.patch();
        float[] absolutes = new float[row];
        float[] squares = new float[row];
        for (int from = 0; from < a.length; from += row) {
            for (int i = 0; i < row; i++) {
                float difference = a[from + i] - b[from + i];
                absolutes[i] += Math.abs(difference);
                squares[i] += difference * difference;
            }
        }
        l1[token] = (float) (sum(absolutes) / a.length);
        l2[token] = (float) (sum(squares) / a.length);
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }

    private float meanAnomaly(float[] prediction) {
        int row = NetworkConfig.OUTPUT_CHANNELS * network.patch();
        float[] sums = new float[row];
        for (int from = 0; from < prediction.length; from += row) {
            for (int i = 0; i < row; i++) {
                sums[i] += prediction[from + i];
            }
        }
        double sum = 0;
        for (int i = NetworkConfig.OUTPUT_CHANNELS - 1; i < row; i += NetworkConfig.OUTPUT_CHANNELS) {
            sum += sums[i];
        }
        return (float) (sum * NetworkConfig.OUTPUT_CHANNELS / prediction.length);
    }
}
