package dev.vedette.training.footage;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Clip;
import dev.vedette.frame.Video;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Chooses what is held out; see {@link FootageStore#split}. */
final class HeldOut {
    private static final int WHOLE_VIDEOS_FROM = 8;
    private static final int PLACES_TRIED = 9;
    /** Clips reach three frames to each side, so this keeps them from sharing any. */
    private static final int LEAST_GAP = 2 * Clip.STRIDE + 2;

    private final List<Video> videos;
    private final List<Footage.Part> parts;
    private final double gapFrames;

    HeldOut(List<Video> videos, List<Footage.Part> parts, double gapFrames) {
        this.videos = videos;
        this.parts = parts;
        this.gapFrames = gapFrames;
    }

    FootageSplit split(double share, long seed) {
        if (!(share > 0 && share <= 0.5)) {
            throw VedetteException.badConfiguration("a share of " + share
                    + " of the footage is to be held out, but it must be greater than 0 and at most 0.5: try 0.1");
        }
        Random random = new Random(seed);
        FootageSplit split =
                videosWithClips().size() >= WHOLE_VIDEOS_FROM ? wholeVideos(share, random) : stretches(share, random);
        if (split.training().size() == 0 || split.heldOut().size() == 0) {
            throw VedetteException.badInput("the footage has only "
                    + parts.stream().mapToInt(HeldOut::length).sum()
                    + " usable frames, too few to hold a share of " + share + " out: give longer footage");
        }
        return split;
    }

    private List<Integer> videosWithClips() {
        return parts.stream().map(p -> p.run().video).distinct().toList();
    }

    private FootageSplit wholeVideos(double share, Random random) {
        List<Integer> order = new ArrayList<>(videosWithClips());
        Collections.shuffle(order, random);
        long wanted =
                Math.round(share * parts.stream().mapToLong(HeldOut::length).sum());
        Set<Integer> heldOut = new HashSet<>();
        long frames = 0;
        for (int video : order) {
            long more = frames + framesOf(video);
            if (Math.abs(more - wanted) < Math.abs(frames - wanted)) {
                heldOut.add(video);
                frames = more;
            }
        }
        if (heldOut.isEmpty()) {
            // Every video is at least twice as long as what is wanted.
            heldOut.add(
                    order.stream().min(Comparator.comparingLong(this::framesOf)).orElseThrow());
        }
        return new FootageSplit(
                footage(parts.stream()
                        .filter(p -> !heldOut.contains(p.run().video))
                        .toList()),
                footage(parts.stream()
                        .filter(p -> heldOut.contains(p.run().video))
                        .toList()));
    }

    private long framesOf(int video) {
        return parts.stream()
                .filter(p -> p.run().video == video)
                .mapToLong(HeldOut::length)
                .sum();
    }

    private FootageSplit stretches(double share, Random random) {
        List<Footage.Part> training = new ArrayList<>();
        List<Footage.Part> heldOut = new ArrayList<>();
        for (int video : videosWithClips()) {
            List<Footage.Part> ofVideo =
                    parts.stream().filter(p -> p.run().video == video).toList();
            int total = ofVideo.stream().mapToInt(HeldOut::length).sum();
            int length = (int) Math.max(1, Math.round(share * total));
            int gap = (int) Math.max(LEAST_GAP, Math.min(gapFrames, length / 2.0));
            int start = ordinaryPlace(ofVideo, total, length, random);
            heldOut.addAll(cut(ofVideo, start, start + length));
            training.addAll(cut(ofVideo, 0, start - gap));
            training.addAll(cut(ofVideo, start + length + gap, total));
        }
        return new FootageSplit(footage(training), footage(heldOut));
    }

    /** Of some random places the one with the median amount of motion: neither a still stretch nor the busiest one. */
    private static int ordinaryPlace(List<Footage.Part> ofVideo, int total, int length, Random random) {
        List<double[]> places = new ArrayList<>();
        for (int i = 0; i < PLACES_TRIED; i++) {
            int start = random.nextInt(total - length + 1);
            double motion = 0;
            for (Footage.Part part : cut(ofVideo, start, start + length)) {
                for (int frame = part.from(); frame < part.to(); frame++) {
                    motion += part.run().motion(frame);
                }
            }
            places.add(new double[] {motion, start});
        }
        places.sort((a, b) -> Double.compare(a[0], b[0]));
        return (int) places.get(PLACES_TRIED / 2)[1];
    }

    /** Clips {@code from} to {@code to − 1}, counted through all parts; what lies outside is left out. */
    private static List<Footage.Part> cut(List<Footage.Part> ofVideo, int from, int to) {
        List<Footage.Part> result = new ArrayList<>();
        int at = 0;
        for (Footage.Part part : ofVideo) {
            int first = Math.max(part.from(), part.from() + from - at);
            int end = Math.min(part.to(), part.from() + to - at);
            if (first < end) {
                result.add(new Footage.Part(part.run(), first, end));
            }
            at += length(part);
        }
        return result;
    }

    private Footage footage(List<Footage.Part> some) {
        return new Footage(videos, some);
    }

    private static int length(Footage.Part part) {
        return part.to() - part.from();
    }
}
