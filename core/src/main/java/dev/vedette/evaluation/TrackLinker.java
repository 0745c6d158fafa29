package dev.vedette.evaluation;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Links the boxes of one video's frames to tracks, for data sets that give pixels but no tracks: greedily, the pairs of
 * greatest overlap (intersection over union) first, a box to the track whose last box it overlaps by at least
 * {@code leastOverlap}. A track that found no box for more than {@code longestGap} frames has ended; a box without a track
 * begins one. Not thread-safe.
 */
public final class TrackLinker {
    private final double leastOverlap;
    private final int longestGap;
    private final List<List<Track.Region>> tracks = new ArrayList<>();
    private int lastFrame = -1;

    /** Links boxes that overlap at all by a tenth, over gaps of up to 3 missing frames. */
    public TrackLinker() {
        this(0.1, 3);
    }

    public TrackLinker(double leastOverlap, int longestGap) {
        this.leastOverlap = leastOverlap;
        this.longestGap = longestGap;
    }

    private record Pair(int track, int box, double overlap) {}

    /** Adds the boxes of a later frame than before; frames without boxes may be left out. */
    public void add(int frame, List<Box> boxes) {
        if (frame <= lastFrame) {
            throw VedetteException.internal("frame " + frame + " came after frame " + lastFrame, null);
        }
        lastFrame = frame;
        Set<Integer> takenTracks = new HashSet<>();
        Set<Integer> takenBoxes = new HashSet<>();
        for (Pair pair : pairs(frame, boxes)) {
            if (!takenTracks.contains(pair.track) && !takenBoxes.contains(pair.box)) {
                takenTracks.add(pair.track);
                takenBoxes.add(pair.box);
                tracks.get(pair.track).add(new Track.Region(frame, boxes.get(pair.box)));
            }
        }
        for (int box = 0; box < boxes.size(); box++) {
            if (!takenBoxes.contains(box)) {
                tracks.add(new ArrayList<>(List.of(new Track.Region(frame, boxes.get(box)))));
            }
        }
    }

    private List<Pair> pairs(int frame, List<Box> boxes) {
        List<Pair> pairs = new ArrayList<>();
        for (int track = 0; track < tracks.size(); track++) {
            List<Track.Region> regions = tracks.get(track);
            Track.Region last = regions.get(regions.size() - 1);
            if (frame - last.frame() - 1 > longestGap) {
                continue;
            }
            for (int box = 0; box < boxes.size(); box++) {
                double overlap = last.box().overlap(boxes.get(box));
                if (overlap >= leastOverlap) {
                    pairs.add(new Pair(track, box, overlap));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::overlap).reversed());
        return pairs;
    }

    /** The tracks so far, numbered from 0 in order of their first frames. */
    public List<Track> tracks() {
        List<Track> result = new ArrayList<>();
        for (int id = 0; id < tracks.size(); id++) {
            result.add(new Track(id, tracks.get(id)));
        }
        return List.copyOf(result);
    }
}
