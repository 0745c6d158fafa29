package dev.vedette.engine;

import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Errors of every token of a sample. Everything is float32; sums are folded: quarters are added up until few are left, which loses
 * less than adding one value after the other.
 */
final class ErrorSums {
    /** What the fourth channel should be. */
    private static final float NORMAL = -1;

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
        Arrays.fill(target, NORMAL);
        Means means = new Means(size);
        for (int i = 0; i < tokens; i++) {
            int token = firstToken + i;
            teacher.get(atTeacher + i * size, fromTeacher);
            student.get(atStudent + i * size, fromStudent);
            readTarget(sample.target(), token, target);
            errors.reconstructionL1()[token] = means.absolute(fromTeacher, target);
            errors.reconstructionL2()[token] = means.square(fromTeacher, target);
            errors.discrepancyL1()[token] = means.absolute(fromStudent, fromTeacher);
            errors.discrepancyL2()[token] = means.square(fromStudent, fromTeacher);
            errors.teacherAnomaly()[token] = means.anomaly(fromTeacher);
            errors.studentAnomaly()[token] = means.anomaly(fromStudent);
        }
    }

    /** Frame t in the first three of four channels. */
    private void readTarget(Planes picture, int token, float[] target) {
        int patch = network.patch();
        int columns = network.grid().columns();
        int place = token / columns * patch * network.frameWidth() + token % columns * patch;
        for (int y = 0; y < patch; y++) {
            picture.read(
                    place, patch, target, y * patch * NetworkConfig.OUTPUT_CHANNELS, NetworkConfig.OUTPUT_CHANNELS);
            place += network.frameWidth();
        }
    }

    /**
     * Means over a token's values, for one thread. Long loops that do one thing to whole arrays, over distances the compiler knows: of
     * such it makes vector instructions, of several sums at once or of short loops it does not.
     */
    private static final class Means {
        private static final int CHANNELS = NetworkConfig.OUTPUT_CHANNELS;
        private static final int PIECE = 1024;
        private static final int QUARTER = PIECE / 4;
        private static final int SIXTEENTH = QUARTER / 4;

        private final float[] values;
        private final float[] piece = new float[PIECE];
        private final float[] quarter = new float[QUARTER];
        private final float[] sixteenth = new float[SIXTEENTH];

        Means(int size) {
            values = new float[size];
        }

        float absolute(float[] a, float[] b) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.abs(a[i] - b[i]);
            }
            return ofAllChannels();
        }

        float square(float[] a, float[] b) {
            for (int i = 0; i < values.length; i++) {
                float difference = a[i] - b[i];
                values[i] = difference * difference;
            }
            return ofAllChannels();
        }

        private float ofAllChannels() {
            float[] sums = sums(values);
            return ((sums[0] + sums[1]) + (sums[2] + sums[3])) / values.length;
        }

        float anomaly(float[] prediction) {
            return sums(prediction)[CHANNELS - 1] * CHANNELS / values.length;
        }

        /** Of each channel. */
        private float[] sums(float[] all) {
            float[] sums = new float[CHANNELS];
            int at = 0;
            for (; at + PIECE <= all.length; at += PIECE) {
                System.arraycopy(all, at, piece, 0, PIECE);
                foldPiece();
                foldQuarter();
                add(sixteenth, 0, sums);
            }
            add(all, at, sums);
            return sums;
        }

        private void foldPiece() {
            for (int i = 0; i < QUARTER; i++) {
                quarter[i] = (piece[i] + piece[i + QUARTER]) + (piece[i + 2 * QUARTER] + piece[i + 3 * QUARTER]);
            }
        }

        private void foldQuarter() {
            for (int i = 0; i < SIXTEENTH; i++) {
                sixteenth[i] = (quarter[i] + quarter[i + SIXTEENTH])
                        + (quarter[i + 2 * SIXTEENTH] + quarter[i + 3 * SIXTEENTH]);
            }
        }

        private static void add(float[] all, int from, float[] sums) {
            float blue = sums[0];
            float green = sums[1];
            float red = sums[2];
            float anomaly = sums[3];
            for (int i = from; i < all.length; i += CHANNELS) {
                blue += all[i];
                green += all[i + 1];
                red += all[i + 2];
                anomaly += all[i + 3];
            }
            sums[0] = blue;
            sums[1] = green;
            sums[2] = red;
            sums[3] = anomaly;
        }
    }
}
