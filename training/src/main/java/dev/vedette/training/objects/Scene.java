package dev.vedette.training.objects;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What is usual in front of a camera: things cut out of its footage, where something moves, and how large and fast
 * things are depending on the row they stand on, because that row tells how far away they are. Immutable.
 */
final class Scene {
    /** Things that tell what is usual on a row: this share of all, and at least so many. */
    private static final double NEAREST_SHARE = 0.125;

    private static final int NEAREST = 15;
    /** Tracks that are enough without pieces. */
    private static final int ENOUGH = 30;

    private static final double TOP = 0.95;

    private final List<Track> tracks;
    private final List<Track> things;
    private final Activity activity;
    private final double[] heights;
    private final double[] topSpeeds;
    private final double[] speeds;

    /** @param pieces what to change where there are too few tracks */
    Scene(List<Track> tracks, List<Track> pieces, Activity activity) {
        this.tracks = List.copyOf(tracks);
        things = tracks.size() < ENOUGH
                ? Stream.concat(tracks.stream(), pieces.stream()).toList()
                : this.tracks;
        this.activity = activity;
        heights = byRow(Track::height, 0.5);
        speeds = byRow(Track::speed, 0.5);
        topSpeeds = byRow(Track::speed, TOP);
    }

    List<Track> tracks() {
        return tracks;
    }

    Activity activity() {
        return activity;
    }

    Track anyTrack(RandomGenerator random) {
        return tracks.get(random.nextInt(tracks.size()));
    }

    /** A track or, where there are hardly any, a piece of the scene: something to be changed. */
    Track anyThing(RandomGenerator random) {
        return things.get(random.nextInt(things.size()));
    }

    /** Usual height in pixels of things that stand on a row. */
    double heightAt(double row) {
        return at(heights, row);
    }

    /** Usual speed of things that stand on a row, in pixels a frame. */
    double speedAt(double row) {
        return at(speeds, row);
    }

    /** Speed that only one in twenty things on a row exceeds, in pixels a frame. */
    double topSpeedAt(double row) {
        return at(topSpeeds, row);
    }

    private static double at(double[] rows, double row) {
        return rows[(int) Math.max(0, Math.min(rows.length - 1, row))];
    }

    /** For each row, a quantile over the things that stand nearest to it. */
    private double[] byRow(ToDoubleFunction<Track> value, double quantile) {
        List<Track> known = tracks.isEmpty() ? things : tracks;
        double[] rows = new double[activity.height()];
        int count = Math.min(known.size(), Math.max(NEAREST, (int) (NEAREST_SHARE * known.size())));
        for (int row = 0; row < rows.length && count > 0; row++) {
            int foot = row;
            double[] values = known.stream()
                    .sorted(Comparator.comparingInt(t -> Math.abs(t.foot() - foot)))
                    .limit(count)
                    .mapToDouble(value)
                    .toArray();
            Arrays.sort(values);
            rows[row] = values[(int) (quantile * (count - 1))];
        }
        return rows;
    }
}
