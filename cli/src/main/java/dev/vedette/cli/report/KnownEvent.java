package dev.vedette.cli.report;

/**
 * Something abnormal that is known to be in a video.
 *
 * @param firstFrame from 0
 * @param lastFrame included
 */
public record KnownEvent(String label, long firstFrame, long lastFrame) {}
