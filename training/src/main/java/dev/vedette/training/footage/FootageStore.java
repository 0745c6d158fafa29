package dev.vedette.training.footage;

import dev.vedette.detection.Provenance.FootageDigest;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Video;
import java.util.List;

/**
 * Training footage, read and decoded once, resized to network size and kept in one temporary file that is deleted when
 * the store is closed. Footage of more frames than asked for is thinned to contiguous segments of {@value
 * #SEGMENT_FRAMES} frames, spread evenly over the whole, mostly with motion in them. The same footage, settings and
 * seed give the same store. Safe for use by many threads until it is closed.
 */
public final class FootageStore implements AutoCloseable {
    static final int SEGMENT_FRAMES = 64;

    private final FrameFile file;
    private final Footage footage;
    private final List<Video> videos;
    private final List<FootageDigest> digests;
    private final double gapFrames;

    FootageStore(
            FrameFile file,
            List<Video> videos,
            List<Footage.Part> parts,
            List<FootageDigest> digests,
            double gapFrames) {
        this.file = file;
        this.videos = videos;
        this.footage = new Footage(videos, parts);
        this.digests = List.copyOf(digests);
        this.gapFrames = gapFrames;
    }

    /**
     * Reads videos.
     *
     * @throws dev.vedette.fault.VedetteException bad input, when there are no frames, none of them moves, or a video is damaged; device, when the
     *     temporary file cannot be written
     */
    public static FootageStore read(List<Video> videos, FootageSettings settings, FootageProgress progress) {
        return new FootageReader(videos, settings, progress).read();
    }

    /** Number of clips. */
    public int size() {
        return footage.size();
    }

    /** Clip {@code index} of {@link #size()}. */
    public Clip clip(int index) {
        return footage.clip(index);
    }

    /** All clips. */
    public Footage footage() {
        return footage;
    }

    public List<Footage.Segment> segments() {
        return footage.segments();
    }

    /** Each video's frames, kept or not, and the SHA-256 of its decoded frames at their original size: says what was learnt from. */
    public List<FootageDigest> digests() {
        return digests;
    }

    /**
     * Divides the footage into a part to learn from and a part held out, which never overlap in time. With eight videos
     * or more whole videos are held out; otherwise one stretch of each video, with a gap of two seconds (less where the
     * video is short) on both sides.
     *
     * @param heldOutShare greater than 0, at most 0.5
     */
    public FootageSplit split(double heldOutShare, long seed) {
        return new HeldOut(videos, footage.parts(), gapFrames).split(heldOutShare, seed);
    }

    @Override
    public void close() {
        file.close();
    }
}
