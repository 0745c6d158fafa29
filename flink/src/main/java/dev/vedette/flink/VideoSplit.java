package dev.vedette.flink;

import dev.vedette.flink.work.Work;

/**
 * A video, and how far its results have gone out: what is needed to go on with it somewhere else. Whoever goes on scores it again from its
 * start, because still places remember errors from any time before, and gives out only what is new.
 *
 * @param splitId path below the footage's folder
 * @param uri where it lies
 * @param detector SHA-256 of the camera's detector file; empty where there is none
 * @param frames whose scores have gone out
 * @param events that have gone out
 */
record VideoSplit(String splitId, String camera, String uri, String detector, long frames, long events)
        implements Work {
    @Override
    public long progress() {
        return frames;
    }

    VideoSplit at(long frames, long events) {
        return new VideoSplit(splitId, camera, uri, detector, frames, events);
    }
}
