package dev.vedette.training.footage;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.frame.Video;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Clips to learn from or to be tested on: all of a {@link FootageStore} or a part of it. Clips are numbered from 0;
 * those of one segment follow upon each other in time. Safe for use by many threads as long as the store is open.
 */
public final class Footage {
    private final List<Video> videos;
    private final List<Part> parts;
    private final List<Integer> starts = new ArrayList<>();
    private final int size;

    Footage(List<Video> videos, List<Part> parts) {
        this.videos = videos;
        this.parts = parts.stream().filter(p -> p.from < p.to).toList();
        int count = 0;
        for (Part part : this.parts) {
            starts.add(count);
            count += part.to - part.from;
        }
        size = count;
    }

    /** Frames {@code from} to {@code to − 1} of a run as the middles of clips. */
    record Part(Run run, int from, int to) {}

    /**
     * Clips that follow upon each other.
     *
     * @param video name of the video
     * @param firstFrame number in the video of the first clip's middle frame
     * @param firstClip number of the first clip in the footage
     * @param clips how many
     * @param frameRate frames a second of the video
     */
    public record Segment(String video, long firstFrame, int firstClip, int clips, double frameRate) {}

    /** Number of clips. */
    public int size() {
        return size;
    }

    /** Clip {@code index} of {@link #size()}; equal to what {@link dev.vedette.frame.ClipAssembler} gives for that frame. */
    public Clip clip(int index) {
        int part = part(index);
        return parts.get(part).run.clip(frame(part, index));
    }

    /** The middle frame of a clip, alone. */
    public Image present(int index) {
        int part = part(index);
        return parts.get(part).run.frame(frame(part, index));
    }

    /** The motion gradient of a clip, alone. */
    public Image gradient(int index) {
        int part = part(index);
        return parts.get(part).run.gradient(frame(part, index));
    }

    /** Share 0..1 of the picture that moves in a clip. */
    public double motion(int index) {
        int part = part(index);
        return parts.get(part).run.motion(frame(part, index));
    }

    /** Numbers of the clips in which anything moves, in order. */
    public int[] moving() {
        return IntStream.range(0, size).filter(clip -> motion(clip) > 0).toArray();
    }

    public List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Video video = videos.get(part.run.video);
            segments.add(new Segment(
                    video.name(),
                    part.run.firstFrame() + part.from,
                    starts.get(i),
                    part.to - part.from,
                    video.frameRate()));
        }
        return segments;
    }

    List<Part> parts() {
        return parts;
    }

    private int part(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("clip " + index + " of " + size);
        }
        int found = Collections.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private int frame(int part, int index) {
        return parts.get(part).from + index - starts.get(part);
    }
}
