package dev.vedette.flink;

import dev.vedette.flink.work.Work;
import dev.vedette.video.VideoRange;

/**
 * A video or a range of one, and how far its results have gone out: what is needed to go on with it somewhere else. Whoever goes on scores
 * it again from where it begins, because still places remember errors from any time before, and gives out only what is new.
 *
 * @param video path below the footage's folder
 * @param uri where it lies
 * @param detector SHA-256 of the camera's detector file; empty where there is none
 * @param frames whose scores have gone out
 * @param events that have gone out; 0 for a range, whose events go out at its end
 */
record VideoSplit(String video, String camera, String uri, String detector, VideoRange range, long frames, long events)
        implements Work {
    @Override
    public String splitId() {
        return range.whole() ? video : video + " (" + (range.number() + 1) + " of " + range.of() + ")";
    }

    @Override
    public long progress() {
        return frames;
    }

    VideoSplit at(long moreFrames, long moreEvents) {
        return new VideoSplit(video, camera, uri, detector, range, moreFrames, moreEvents);
    }
}
