package dev.vedette.detection;

import dev.vedette.scoring.ScoreMap;
import java.time.Duration;

/**
 * What is known of a frame as soon as it can be known.
 *
 * @param index number of the frame in its video, from 0
 * @param raw score of this frame alone (its clip reaches three frames ahead)
 * @param causal scores up to this frame, smoothed backwards only
 * @param map where
 * @param alarm whether the causal score is above the threshold
 */
public record FrameScore(long index, Duration time, double raw, double causal, ScoreMap map, boolean alarm) {
    /** The same, taken for normal. */
    FrameScore calm() {
        return new FrameScore(index, time, raw, causal, map, false);
    }
}
