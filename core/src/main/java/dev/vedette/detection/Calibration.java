package dev.vedette.detection;

import dev.vedette.fault.VedetteException;
import java.util.ArrayList;
import java.util.List;

/**
 * From frame scores to alarms, learned from held-out normal footage.
 *
 * @param smoothingFrames how far a recorded video's scores are smoothed, in frames, as {@link dev.vedette.scoring.Smoothing} does; 0 for none
 * @param causalFrames the same of a live stream's scores, looking backwards only
 * @param threshold a causal score above it is an alarm
 * @param meanNormal mean causal score of held-out normal footage; 0 if not calibrated
 * @param deviationNormal standard deviation of the same; 0 if not calibrated
 * @param falseAlarmsPerHour false alarms an hour that are to be expected of normal footage at the threshold; 0 if not calibrated
 */
public record Calibration(
        double smoothingFrames,
        double causalFrames,
        double threshold,
        double meanNormal,
        double deviationNormal,
        double falseAlarmsPerHour) {
    public Calibration {
        List<String> problems = new ArrayList<>();
        require(problems, "smoothingFrames", smoothingFrames, 0, 10_000);
        require(problems, "causalFrames", causalFrames, 0, 10_000);
        require(problems, "threshold", threshold, -Double.MAX_VALUE, Double.MAX_VALUE);
        require(problems, "meanNormal", meanNormal, -Double.MAX_VALUE, Double.MAX_VALUE);
        require(problems, "deviationNormal", deviationNormal, 0, Double.MAX_VALUE);
        require(problems, "falseAlarmsPerHour", falseAlarmsPerHour, 0, Double.MAX_VALUE);
        if (!problems.isEmpty()) {
            throw VedetteException.badConfiguration("calibration: " + String.join("; ", problems));
        }
    }

    /** Whether any score can alarm; a threshold of {@link Double#MAX_VALUE} stands for none. */
    public boolean alarms() {
        return threshold < Double.MAX_VALUE;
    }

    private static void require(List<String> problems, String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            problems.add(name + " is " + value + ", expected a number from " + least + " to " + most);
        }
    }

    /** The same with another threshold, of which is not known what it lets pass. */
    public Calibration withThreshold(double other) {
        return new Calibration(smoothingFrames, causalFrames, other, meanNormal, deviationNormal, 0);
    }

    /** The same with another expectation. */
    public Calibration withFalseAlarmsPerHour(double other) {
        return new Calibration(smoothingFrames, causalFrames, threshold, meanNormal, deviationNormal, other);
    }
}
