package dev.vedette.evaluation;

import java.util.OptionalDouble;

/**
 * What an operator would live through at one threshold, with scores as they are.
 *
 * <p>A frame alarms when its score is above the threshold. Alarming frames at most {@code gapSeconds} apart belong to one
 * event, as in {@link dev.vedette.detection.EventFinder}. An event is a false alarm when it begins in a normal frame and no abnormal frame follows within
 * {@code gapSeconds} while it lasts: an alarm that comes a moment early is right, one that was on all along is not.
 *
 * @param threshold a score above it alarms
 * @param gapSeconds longest time from one alarming frame to the next inside an event
 * @param events number of events
 * @param falseAlarms number of events that are false alarms
 * @param falseAlarmsPerHour false alarms for each hour of normal footage; empty when there is no normal footage
 * @param normalHours hours of normal footage
 * @param eventPrecision share of events that are no false alarms, 0..1; empty without events
 * @param stretches number of abnormal stretches (runs of abnormal frames)
 * @param missedStretches number of them without any alarming frame
 * @param delayFrames from the start of an abnormal stretch to its first alarming frame, over the stretches not missed
 * @param delaySeconds the same in seconds
 * @param falsePositiveRate share of normal frames that alarm, 0..1; empty without normal frames
 * @param truePositiveRate share of abnormal frames that alarm, 0..1; empty without abnormal frames
 */
public record AlarmLevel(
        double threshold,
        double gapSeconds,
        int events,
        int falseAlarms,
        OptionalDouble falseAlarmsPerHour,
        double normalHours,
        OptionalDouble eventPrecision,
        int stretches,
        int missedStretches,
        Delay delayFrames,
        Delay delaySeconds,
        OptionalDouble falsePositiveRate,
        OptionalDouble truePositiveRate) {

    /** Delays of all stretches that were found; empty when none was. */
    public record Delay(OptionalDouble mean, OptionalDouble median, OptionalDouble longest) {}
}
