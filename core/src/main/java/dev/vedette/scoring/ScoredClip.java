package dev.vedette.scoring;

import java.time.Duration;

/**
 * One frame's score before any smoothing over time.
 *
 * @param index number of the frame in its video, from 0
 * @param map where; already smoothed over 3×3 tokens where the rule takes the peak
 * @param score the frame's raw score
 */
public record ScoredClip(long index, Duration time, ScoreMap map, double score) {}
