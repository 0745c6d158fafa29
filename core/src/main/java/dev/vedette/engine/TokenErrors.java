package dev.vedette.engine;

import java.util.Arrays;
import java.util.List;

/**
 * How far a prediction is off, token by token; every array is [L]. The target is frame t with an anomaly map of −1
 * ("normal") everywhere; means are over the p·p·4 values of a token and are summed in float32 or better.
 *
 * @param reconstructionL1 mean of |teacher − target|
 * @param reconstructionL2 mean of (teacher − target)²
 * @param discrepancyL1 mean of |student − teacher|
 * @param discrepancyL2 mean of (student − teacher)²
 * @param teacherAnomaly mean of the teacher's anomaly map over the token's pixels; −1 normal, +1 abnormal
 * @param studentAnomaly the same of the student
 */
@SuppressWarnings("ArrayRecordComponent")
public record TokenErrors(
        float[] reconstructionL1,
        float[] reconstructionL2,
        float[] discrepancyL1,
        float[] discrepancyL2,
        float[] teacherAnomaly,
        float[] studentAnomaly) {
    /** How many there are of a token. */
    static final int KINDS = 6;

    /** Zeros. */
    public static TokenErrors ofTokens(int tokens) {
        return new TokenErrors(
                new float[tokens],
                new float[tokens],
                new float[tokens],
                new float[tokens],
                new float[tokens],
                new float[tokens]);
    }

    /** Numbers for the anomaly maps alone; what is not measured is not a number. */
    static TokenErrors ofAnomalies(int tokens) {
        TokenErrors errors = ofTokens(tokens);
        for (float[] unmeasured :
                List.of(errors.reconstructionL1, errors.reconstructionL2, errors.discrepancyL1, errors.discrepancyL2)) {
            Arrays.fill(unmeasured, Float.NaN);
        }
        return errors;
    }

    /** All arrays, in order: [6][L]. */
    float[][] kinds() {
        return new float[][] {
            reconstructionL1, reconstructionL2, discrepancyL1, discrepancyL2, teacherAnomaly, studentAnomaly
        };
    }

    public TokenErrors copy() {
        return new TokenErrors(
                reconstructionL1.clone(),
                reconstructionL2.clone(),
                discrepancyL1.clone(),
                discrepancyL2.clone(),
                teacherAnomaly.clone(),
                studentAnomaly.clone());
    }

    /** Overwrites a token's errors with those of a token of others. */
    public void take(int token, TokenErrors others, int from) {
        reconstructionL1[token] = others.reconstructionL1[from];
        reconstructionL2[token] = others.reconstructionL2[from];
        discrepancyL1[token] = others.discrepancyL1[from];
        discrepancyL2[token] = others.discrepancyL2[from];
        teacherAnomaly[token] = others.teacherAnomaly[from];
        studentAnomaly[token] = others.studentAnomaly[from];
    }
}
