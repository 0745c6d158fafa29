package dev.vedette.frame;

import java.time.Duration;

/**
 * One picture of a video.
 *
 * @param index number of the frame in its video, counted from 0
 * @param time presentation time since the start of the video
 */
public record Frame(long index, Duration time, Image image) {}
