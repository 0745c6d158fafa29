package dev.vedette.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Region-based and track-based detection criteria (RBDC, TBDC): does the detector point at the right place, and at each
 * anomaly at least for a while? Found regions are taken by falling score. One that overlaps no true region of its frame
 * (intersection over union of at least {@code overlap}) is a false positive; otherwise all true regions that it overlaps
 * count as found, once. A track counts as found once a share of at least {@code overlap} of its regions is. Each criterion
 * is the area under the share found against false positives per frame, from 0 to 1 false positives per frame; a curve that
 * ends before goes on flat. Regions of equal score enter together.
 *
 * @see <a href="https://arxiv.org/abs/1902.05872">Ramachandra and Jones, Street Scene, WACV 2020</a>
 * @param rbdc 0..1; empty when no video has a true region
 * @param tbdc 0..1; empty when no video has a true region
 * @param truth where the true regions come from, every source that occurs
 * @param overlap least overlap, and least share of a track
 * @param videos number of videos with known regions
 * @param frames number of their frames
 * @param tracks number of their tracks
 * @param trueRegions number of the regions in these tracks
 * @param foundRegions number of regions the detector pointed at
 */
public record RegionLevel(
        OptionalDouble rbdc,
        OptionalDouble tbdc,
        List<RegionTruth> truth,
        double overlap,
        int videos,
        long frames,
        int tracks,
        int trueRegions,
        long foundRegions) {
    /** The overlap that published figures use. */
    public static final double USUAL_OVERLAP = 0.1;

    public RegionLevel {
        truth = List.copyOf(truth);
    }

    /** Criteria of the videos whose regions are known; the others are passed over. */
    public static RegionLevel of(List<VideoResult> videos, double overlap) {
        List<VideoResult> known =
                videos.stream().filter(video -> video.regions().isPresent()).toList();
        RegionMatcher matcher = new RegionMatcher(known, overlap);
        List<RegionMatcher.Candidate> candidates = matcher.candidates();
        candidates.sort(Comparator.comparingDouble(
                        (RegionMatcher.Candidate c) -> c.region().score())
                .reversed());
        long frames = known.stream().mapToLong(VideoResult::frames).sum();
        AreaUpToOne regionArea = new AreaUpToOne();
        AreaUpToOne trackArea = new AreaUpToOne();
        for (int i = 0; i < candidates.size(); i++) {
            matcher.take(candidates.get(i));
            boolean tied = i + 1 < candidates.size()
                    && candidates.get(i + 1).region().score()
                            == candidates.get(i).region().score();
            if (!tied) {
                double falsePositivesPerFrame = (double) matcher.falsePositives() / frames;
                regionArea.lineTo(falsePositivesPerFrame, matcher.shareOfRegions());
                trackArea.lineTo(falsePositivesPerFrame, matcher.shareOfTracks());
            }
        }
        boolean defined = matcher.regions() > 0;
        return new RegionLevel(
                defined ? OptionalDouble.of(regionArea.total()) : OptionalDouble.empty(),
                defined ? OptionalDouble.of(trackArea.total()) : OptionalDouble.empty(),
                known.stream()
                        .map(video -> video.regions().orElseThrow().truth())
                        .distinct()
                        .sorted()
                        .toList(),
                overlap,
                known.size(),
                frames,
                matcher.tracks(),
                matcher.regions(),
                candidates.size());
    }
}
