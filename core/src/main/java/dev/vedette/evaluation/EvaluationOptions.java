package dev.vedette.evaluation;

import dev.vedette.detection.EventFinder;
import dev.vedette.fault.VedetteException;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * What an evaluation needs besides scores and labels.
 *
 * @param threshold a score above it alarms; in the units of the scores; without it there are no alarm criteria
 * @param alarmGap longest time from one alarming frame to the next inside one event, not negative
 * @param overlap least overlap for region and track criteria, above 0, at most 1
 * @param curvePoints most points of a ROC curve in the report, at least 2
 */
public record EvaluationOptions(OptionalDouble threshold, Duration alarmGap, double overlap, int curvePoints) {
    public EvaluationOptions {
        if (alarmGap.isNegative()) {
            throw VedetteException.badConfiguration("the alarm gap is " + alarmGap + "; expected 0 or more");
        }
        if (!(overlap > 0 && overlap <= 1)) {
            throw VedetteException.badConfiguration(
                    "the overlap for region criteria is " + overlap + "; expected above 0 and at most 1");
        }
        if (curvePoints < 2) {
            throw VedetteException.badConfiguration(
                    "a ROC curve of " + curvePoints + " points cannot be drawn; expected at least 2");
        }
    }

    /** No threshold, events joined as the detector joins them, overlap 0.1, curves of 500 points. */
    public static EvaluationOptions defaults() {
        return new EvaluationOptions(OptionalDouble.empty(), EventFinder.GAP, RegionLevel.USUAL_OVERLAP, 500);
    }

    public EvaluationOptions withThreshold(double value) {
        return new EvaluationOptions(OptionalDouble.of(value), alarmGap, overlap, curvePoints);
    }

    public EvaluationOptions withAlarmGap(Duration value) {
        return new EvaluationOptions(threshold, value, overlap, curvePoints);
    }
}
