package dev.vedette.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A run of consecutive frames.
 *
 * @param first number of its first frame, counted from 0
 * @param last number of its last frame
 */
record Stretch(int first, int last) {
    /** The longest runs of the frames {@code 0..frames−1} that fulfil a condition, in order. */
    static List<Stretch> where(int frames, IntPredicate condition) {
        List<Stretch> stretches = new ArrayList<>();
        int first = -1;
        for (int frame = 0; frame <= frames; frame++) {
            boolean inside = frame < frames && condition.test(frame);
            if (inside && first < 0) {
                first = frame;
            } else if (!inside && first >= 0) {
                stretches.add(new Stretch(first, frame - 1));
                first = -1;
            }
        }
        return stretches;
    }

    /** Joins stretches of which one begins at most {@code gap} frames after the last frame of the one before. */
    static List<Stretch> merged(List<Stretch> stretches, int gap) {
        List<Stretch> merged = new ArrayList<>();
        for (Stretch next : stretches) {
            int newest = merged.size() - 1;
            if (newest >= 0 && next.first - merged.get(newest).last <= gap) {
                merged.set(newest, new Stretch(merged.get(newest).first, next.last));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
