package dev.vedette.training.objects;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves out what is no whole single thing. The usual area is the one above and below which half of all pixels of the
 * tracks lie, so that many fragments do not outweigh a few whole things; much larger ones are several things that hide
 * each other, much smaller ones are fragments. What hardly moves is left out where enough does.
 */
final class TrackFilter {
    private static final double LARGEST = 2.5;
    private static final double SMALLEST = 0.1;
    private static final double LEAST_SPEED = 0.12;
    private static final int ENOUGH = 20;
    private static final int MOST = 1000;

    private TrackFilter() {}

    static List<Track> ordinary(List<Track> tracks) {
        double usual = usualArea(tracks);
        List<Track> whole = tracks.stream()
                .filter(t -> area(t) <= LARGEST * usual && area(t) >= SMALLEST * usual)
                .toList();
        List<Track> moving = whole.stream().filter(t -> t.speed() > LEAST_SPEED).toList();
        return thinned(moving.size() >= ENOUGH ? moving : whole);
    }

    private static double usualArea(List<Track> tracks) {
        List<Track> byArea = tracks.stream()
                .sorted(Comparator.comparingInt(TrackFilter::area))
                .toList();
        long half = tracks.stream().mapToLong(TrackFilter::area).sum() / 2;
        long sum = 0;
        for (Track track : byArea) {
            sum += area(track);
            if (sum >= half) {
                return area(track);
            }
        }
        return 0;
    }

    private static int area(Track track) {
        return track.object().present().area();
    }

    private static List<Track> thinned(List<Track> tracks) {
        int count = Math.min(MOST, tracks.size());
        return IntStream.range(0, count)
                .mapToObj(i -> tracks.get((int) ((long) i * tracks.size() / count)))
                .toList();
    }
}
