package dev.vedette.video;

/**
 * A key frame at which a video file can be entered: decoding that begins here gives the same pictures as decoding from the start.
 *
 * @param frame its number in the file, greater than 0
 * @param timestamp when it is shown, in the units of its stream
 * @param origin when frame 0 is shown, in the same units
 */
public record EntryPoint(long frame, long timestamp, long origin) {}
