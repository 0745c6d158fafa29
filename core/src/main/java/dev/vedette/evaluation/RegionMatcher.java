package dev.vedette.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps account of which true regions and tracks were found while found regions are taken one by one. Not thread-safe. */
final class RegionMatcher {
    /** A found region and the video it is in. */
    record Candidate(int video, ScoredRegion region) {}

    private record FrameKey(int video, int frame) {}

    private final double overlap;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<FrameKey, List<TrueRegion>> truth = new HashMap<>();
    private int tracks;
    private int regions;
    private int regionsFound;
    private int tracksFound;
    private long falsePositives;

    /** Takes videos that all have regions. */
    RegionMatcher(List<VideoResult> videos, double overlap) {
        this.overlap = overlap;
        for (int video = 0; video < videos.size(); video++) {
            VideoResult.RegionResult result = videos.get(video).regions().orElseThrow();
            for (Track track : result.tracks()) {
                addTrack(video, track);
            }
            for (ScoredRegion region : result.found()) {
                candidates.add(new Candidate(video, region));
            }
        }
    }

    private void addTrack(int video, Track track) {
        TrueTrack owner = new TrueTrack(track.regions().size());
        for (Track.Region region : track.regions()) {
            truth.computeIfAbsent(new FrameKey(video, region.frame()), key -> new ArrayList<>())
                    .add(new TrueRegion(region, owner));
        }
        tracks++;
        regions += track.regions().size();
    }

    List<Candidate> candidates() {
        return candidates;
    }

    void take(Candidate candidate) {
        ScoredRegion found = candidate.region();
        boolean matched = false;
        for (TrueRegion region : truth.getOrDefault(new FrameKey(candidate.video(), found.frame()), List.of())) {
            if (region.where.box().overlap(found.box()) >= overlap) {
                matched = true;
                markFound(region);
            }
        }
        if (!matched) {
            falsePositives++;
        }
    }

    private void markFound(TrueRegion region) {
        if (region.found) {
            return;
        }
        region.found = true;
        regionsFound++;
        boolean before = region.track.isFound(overlap);
        region.track.found++;
        if (!before && region.track.isFound(overlap)) {
            tracksFound++;
        }
    }

    int tracks() {
        return tracks;
    }

    int regions() {
        return regions;
    }

    long falsePositives() {
        return falsePositives;
    }

    double shareOfRegions() {
        return regions == 0 ? 0 : (double) regionsFound / regions;
    }

    double shareOfTracks() {
        return tracks == 0 ? 0 : (double) tracksFound / tracks;
    }

    private static final class TrueTrack {
        private final int size;
        private int found;

        TrueTrack(int size) {
            this.size = size;
        }

        boolean isFound(double share) {
            return found > 0 && (double) found / size >= share;
        }
    }

    private static final class TrueRegion {
        private final Track.Region where;
        private final TrueTrack track;
        private boolean found;

        TrueRegion(Track.Region where, TrueTrack track) {
            this.where = where;
            this.track = track;
        }
    }
}
