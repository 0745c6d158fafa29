package dev.vedette.detection;

import java.time.Duration;

/**
 * What became of a camera's frames so far. Those that are neither scored nor dropped are on their way; once the camera has
 * ended there are none.
 *
 * @param offered frames that were taken
 * @param scored frames whose score was told
 * @param dropped frames that never will have a score
 * @param totalDelay sum over the scored frames of the time from when the last frame that its clip needs was offered to when its
 *     score was known
 * @param longestDelay the longest of these
 */
public record CameraCounters(long offered, long scored, long dropped, Duration totalDelay, Duration longestDelay) {}
