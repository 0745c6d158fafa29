package dev.vedette.server.watch;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.FrameScore;
import java.time.Duration;

/**
 * Scores become events, one for one happening. An event begins with a score above the threshold, goes on while scores stay above a
 * lower one (hysteresis), and ends after a time of calm. After it only something clearly stronger makes another, until it has been calm
 * for the cool-down; what alarms meanwhile is a repeat. So whatever lasts for hours is one event. Time comes from the frames. Not
 * thread-safe.
 */
final class EventTracker {
    /** How far the lower threshold lies below the upper one, as a share of the way to what is normal. */
    private static final double HYSTERESIS = 0.3;

    /** How much further from normal than the event before something must be during the cool-down. */
    private static final double STRONGER = 1.5;

    /** What a frame changed. */
    enum Change {
        /** Nothing happens. */
        CALM,
        BEGINS,
        GOES_ON,
        /** The same, and this frame is the most abnormal so far. */
        PEAKS,
        ENDS,
        /** An alarm after an event that makes no event of its own. */
        REPEATS
    }

    private enum Phase {
        CALM,
        HAPPENING,
        COOLING
    }

    private EventRules rules;
    private final double upper;
    private final double lower;
    private final double normal;

    private Phase phase = Phase.CALM;
    private Duration began = Duration.ZERO;
    private Duration lastAlarm = Duration.ZERO;
    private double peak;

    EventTracker(EventRules rules, Calibration calibration) {
        this.rules = rules;
        this.upper = calibration.threshold();
        this.normal = Math.min(calibration.meanNormal(), upper);
        this.lower = upper - HYSTERESIS * (upper - normal);
    }

    /** Has other rules hold from the next frame on. */
    void heed(EventRules others) {
        rules = others;
    }

    double threshold() {
        return upper;
    }

    double normal() {
        return normal;
    }

    boolean happening() {
        return phase == Phase.HAPPENING;
    }

    /** The next frame of a camera that is in trouble or not on watch: what it shows is taken for normal. */
    Change nextUnwatched(FrameScore frame) {
        return next(new FrameScore(frame.index(), frame.time(), normal, normal, frame.map(), false));
    }

    Change next(FrameScore frame) {
        return switch (phase) {
            case CALM -> frame.causal() > upper ? begin(frame) : Change.CALM;
            case HAPPENING -> goOn(frame);
            case COOLING -> cool(frame);
        };
    }

    private Change begin(FrameScore frame) {
        phase = Phase.HAPPENING;
        began = frame.time();
        lastAlarm = frame.time();
        peak = frame.causal();
        return Change.BEGINS;
    }

    private Change goOn(FrameScore frame) {
        boolean alarm = frame.causal() > lower;
        if (alarm) {
            lastAlarm = frame.time();
        }
        if (since(lastAlarm, frame).compareTo(rules.merge()) >= 0
                || since(began, frame).compareTo(rules.longest()) >= 0) {
            phase = Phase.COOLING;
            return Change.ENDS;
        }
        if (frame.causal() > peak) {
            peak = frame.causal();
            return Change.PEAKS;
        }
        return Change.GOES_ON;
    }

    private Change cool(FrameScore frame) {
        Duration calm = since(lastAlarm, frame);
        if (frame.causal() > upper) {
            if (calm.compareTo(rules.coolDown()) >= 0 || frame.causal() - normal > STRONGER * (peak - normal)) {
                return begin(frame);
            }
            lastAlarm = frame.time();
            return calm.compareTo(rules.merge()) > 0 ? Change.REPEATS : Change.CALM;
        }
        if (calm.compareTo(rules.coolDown()) >= 0) {
            phase = Phase.CALM;
        }
        return Change.CALM;
    }

    private static Duration since(Duration then, FrameScore frame) {
        return frame.time().minus(then);
    }
}
