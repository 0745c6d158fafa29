package dev.vedette.training.footage;

import dev.vedette.frame.Video;

/** Told how far reading has come. */
@FunctionalInterface
public interface FootageProgress {
    /** Says nothing to nobody. */
    FootageProgress NONE = (video, number, framesInVideo, framesInAll) -> {};

    /**
     * Another frame was read.
     *
     * @param number of the video, counted from 0
     * @param framesInVideo frames read of this video
     * @param framesInAll frames read of all videos
     */
    void read(Video video, int number, long framesInVideo, long framesInAll);
}
