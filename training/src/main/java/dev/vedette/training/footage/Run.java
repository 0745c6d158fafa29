package dev.vedette.training.footage;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import java.time.Duration;
import java.util.List;

/** Consecutive frames of one video, made of segments that follow upon each other; frames are counted from its start. */
final class Run {
    final int video;
    private final FrameFile file;
    private final List<StoredSegment> segments;
    private final int frames;

    Run(FrameFile file, List<StoredSegment> segments) {
        this.file = file;
        this.segments = List.copyOf(segments);
        video = segments.get(0).video;
        frames = segments.stream().mapToInt(s -> s.frames).sum();
    }

    long firstFrame() {
        return segments.get(0).firstFrame;
    }

    /** First frame that can be the middle of a clip: a neighbour may be missing only where the video begins. */
    int firstClip() {
        return firstFrame() == 0 ? 0 : Math.min(frames, Clip.STRIDE);
    }

    /** One past the last frame that can be the middle of a clip. */
    int endClip() {
        boolean endsVideo = segments.get(segments.size() - 1).endsVideo;
        return endsVideo ? frames : Math.max(firstClip(), frames - Clip.STRIDE);
    }

    Clip clip(int frame) {
        Image present = frame(frame);
        Image past = frame >= Clip.STRIDE ? frame(frame - Clip.STRIDE) : present;
        Image before = frame >= 1 ? frame(frame - 1) : present;
        Image after = frame + 1 < frames ? frame(frame + 1) : present;
        Image future = frame + Clip.STRIDE < frames ? frame(frame + Clip.STRIDE) : present;
        Duration time = Duration.ofNanos(segment(frame).nanos[frame % FootageStore.SEGMENT_FRAMES]);
        return new Clip(firstFrame() + frame, time, past, before, present, after, future, gradient(frame));
    }

    Image frame(int frame) {
        return file.frame(place(frame));
    }

    Image gradient(int frame) {
        return file.gradient(place(frame));
    }

    double motion(int frame) {
        return segment(frame).motion[frame % FootageStore.SEGMENT_FRAMES];
    }

    private int place(int frame) {
        return segment(frame).place[frame % FootageStore.SEGMENT_FRAMES];
    }

    /** All segments of a run but the last are full. */
    private StoredSegment segment(int frame) {
        return segments.get(frame / FootageStore.SEGMENT_FRAMES);
    }
}
