package dev.vedette.training.footage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps a limited number of frames, spread evenly over a stream of segments whose length nobody knows beforehand. Each
 * kept segment stands for a stretch of the stream. While there are too many frames, the two neighbouring stretches that
 * are shortest together become one and one of their two segments stays: in four of five cases the one with more motion,
 * because still pictures teach little, otherwise any. Random keys of the segments decide between equals.
 */
final class SegmentReservoir {
    private static final int PLAIN_ONE_IN = 5;
    private static final Comparator<StoredSegment> BY_CHANCE = Comparator.comparingLong(s -> s.key);
    private static final Comparator<StoredSegment> BY_MOTION =
            Comparator.comparingInt(StoredSegment::motionLevel).thenComparing(BY_CHANCE);

    private final long maxFrames;
    private final List<Stretch> stretches = new ArrayList<>();
    private long frames;

    SegmentReservoir(long maxFrames) {
        this.maxFrames = maxFrames;
    }

    private record Stretch(StoredSegment kept, long length) {}

    /** Takes the next segment of the stream and gives those that had to go for it: several, where they are shorter. */
    List<StoredSegment> offer(StoredSegment segment) {
        stretches.add(new Stretch(segment, segment.frames));
        frames += segment.frames;
        List<StoredSegment> gone = new ArrayList<>();
        while (frames > maxFrames && stretches.size() > 1) {
            gone.add(merge());
        }
        return gone;
    }

    /** Makes two stretches one, and gives the segment that had to go. */
    private StoredSegment merge() {
        int first = shortestPair();
        Stretch a = stretches.get(first);
        Stretch b = stretches.remove(first + 1);
        boolean plain = Math.floorMod(a.kept.key ^ b.kept.key, PLAIN_ONE_IN) == 0;
        boolean keepA = (plain ? BY_CHANCE : BY_MOTION).compare(a.kept, b.kept) >= 0;
        StoredSegment gone = keepA ? b.kept : a.kept;
        stretches.set(first, new Stretch(keepA ? a.kept : b.kept, a.length + b.length));
        frames -= gone.frames;
        return gone;
    }

    private int shortestPair() {
        int best = 0;
        for (int i = 1; i + 1 < stretches.size(); i++) {
            int order = Long.compare(pairLength(i), pairLength(best));
            if (order < 0 || (order == 0 && pairKey(i) < pairKey(best))) {
                best = i;
            }
        }
        return best;
    }

    private long pairLength(int first) {
        return stretches.get(first).length + stretches.get(first + 1).length;
    }

    private long pairKey(int first) {
        return stretches.get(first).kept.key;
    }

    /** What is kept, in order of time. */
    List<StoredSegment> kept() {
        return stretches.stream().map(Stretch::kept).toList();
    }
}
