package dev.vedette.scoring;

import java.time.Duration;

/**
 * One frame's score before any smoothing over time.
 *
 * @param index number of the frame in its video, from 0
 * @param tokens the rule's score of every token
 * @param map where; the tokens' scores, smoothed over 3×3 tokens where the rule takes the peak
 * @param score the frame's raw score
 */
public record ScoredClip(long index, Duration time, ScoreMap tokens, ScoreMap map, double score) {
    /** Pools tokens' scores as a rule says. */
    static ScoredClip of(long index, Duration time, ScoreMap tokens, ScoringRule rule) {
        if (rule.pooling() == ScoringRule.Pooling.MEAN) {
            return new ScoredClip(index, time, tokens, tokens, tokens.mean());
        }
        ScoreMap smooth = tokens.smoothed();
        return new ScoredClip(index, time, tokens, smooth, smooth.peak());
    }

    /** The same frame, of which only a region counts. */
    public ScoredClip within(RegionOfInterest region, ScoringRule rule) {
        return of(index, time, tokens.within(region), rule);
    }
}
