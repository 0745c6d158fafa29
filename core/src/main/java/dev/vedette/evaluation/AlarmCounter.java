package dev.vedette.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/** Gathers {@link AlarmLevel} criteria video by video. Not thread-safe. */
final class AlarmCounter {
    /** In frames; far below the greatest int, so that sums with it do not overflow. */
    private static final int LONGEST_GAP = 1 << 30;

    private final double threshold;
    private final double gapSeconds;
    private final List<Double> delayFrames = new ArrayList<>();
    private final List<Double> delaySeconds = new ArrayList<>();
    private int events;
    private int falseAlarms;
    private int stretches;
    private double normalSeconds;
    private double normalFrames;
    private double abnormalFrames;
    private double normalAlarming;
    private double abnormalAlarming;

    AlarmCounter(double threshold, Duration gap) {
        this.threshold = threshold;
        this.gapSeconds = gap.toNanos() / 1e9;
    }

    void add(VideoResult video) {
        boolean[] labels = video.labels();
        double[] scores = video.alarmScores();
        int gap = (int) Math.min(LONGEST_GAP, Math.floor(gapSeconds * video.frameRate() + 1e-6));
        List<Stretch> alarms = Stretch.where(scores.length, frame -> scores[frame] > threshold);
        for (Stretch event : Stretch.merged(alarms, gap)) {
            events++;
            falseAlarms += isFalse(event, labels, gap) ? 1 : 0;
        }
        for (Stretch stretch : Stretch.where(labels.length, frame -> labels[frame])) {
            stretches++;
            addDelay(stretch, scores, video.frameRate());
        }
        countFrames(labels, scores);
        normalSeconds += (video.frames() - video.abnormalFrames()) / video.frameRate();
    }

    private static boolean isFalse(Stretch event, boolean[] labels, int gap) {
        int until = Math.min(event.last(), event.first() + gap);
        for (int frame = event.first(); frame <= until; frame++) {
            if (labels[frame]) {
                return false;
            }
        }
        return true;
    }

    private void addDelay(Stretch stretch, double[] scores, double frameRate) {
        for (int frame = stretch.first(); frame <= stretch.last(); frame++) {
            if (scores[frame] > threshold) {
                double delay = frame - stretch.first();
                delayFrames.add(delay);
                delaySeconds.add(delay / frameRate);
                return;
            }
        }
    }

    private void countFrames(boolean[] labels, double[] scores) {
        for (int frame = 0; frame < labels.length; frame++) {
            int alarming = scores[frame] > threshold ? 1 : 0;
            if (labels[frame]) {
                abnormalFrames++;
                abnormalAlarming += alarming;
            } else {
                normalFrames++;
                normalAlarming += alarming;
            }
        }
    }

    AlarmLevel result() {
        double hours = normalSeconds / 3600;
        return new AlarmLevel(
                threshold,
                gapSeconds,
                events,
                falseAlarms,
                ratio(falseAlarms, hours),
                hours,
                ratio(events - falseAlarms, events),
                stretches,
                stretches - delayFrames.size(),
                delay(delayFrames),
                delay(delaySeconds),
                ratio(normalAlarming, normalFrames),
                ratio(abnormalAlarming, abnormalFrames));
    }

    private static OptionalDouble ratio(double part, double whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }

    private static AlarmLevel.Delay delay(List<Double> delays) {
        if (delays.isEmpty()) {
            return new AlarmLevel.Delay(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
        }
        List<Double> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new AlarmLevel.Delay(
                sorted.stream().mapToDouble(Double::doubleValue).average(),
                OptionalDouble.of(median),
                OptionalDouble.of(sorted.get(size - 1)));
    }
}
