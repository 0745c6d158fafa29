package dev.vedette.training.footage;

import java.util.stream.IntStream;

/** Consecutive frames of one video that lie anywhere in the file; filled frame by frame while reading. */
final class StoredSegment {
    /** Motion in this share of the picture, on average, is enough: more does not make a segment better. */
    private static final double ENOUGH_MOTION = 0.01;

    private static final int MOTION_STEPS = 4;

    final int video;
    final long firstFrame;
    /** Random, decides between segments with the same amount of motion. */
    final long key;

    /** Where each frame lies in the file. */
    final int[] place = new int[FootageStore.SEGMENT_FRAMES];

    final long[] nanos = new long[FootageStore.SEGMENT_FRAMES];
    final float[] motion = new float[FootageStore.SEGMENT_FRAMES];
    int frames;
    boolean endsVideo;

    StoredSegment(int video, long firstFrame, long key) {
        this.video = video;
        this.firstFrame = firstFrame;
        this.key = key;
    }

    boolean isFull() {
        return frames == FootageStore.SEGMENT_FRAMES;
    }

    void add(int placeInFile, long time, double movingShare) {
        place[frames] = placeInFile;
        nanos[frames] = time;
        motion[frames] = (float) movingShare;
        frames++;
    }

    /** Those of its frames, the last one first. */
    IntStream places() {
        return IntStream.range(0, frames).map(i -> place[frames - 1 - i]);
    }

    /** 0 (still) to {@value #MOTION_STEPS} (enough motion). */
    int motionLevel() {
        double sum = 0;
        for (int i = 0; i < frames; i++) {
            sum += motion[i];
        }
        return (int) Math.ceil(Math.min(1, sum / frames / ENOUGH_MOTION) * MOTION_STEPS);
    }

    /** Whether the other segment's first frame follows directly upon this one's last. */
    boolean isFollowedBy(StoredSegment other) {
        return video == other.video && firstFrame + frames == other.firstFrame;
    }
}
