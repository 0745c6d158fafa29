package dev.vedette.training.synthetic;

import dev.vedette.frame.Clip;
import dev.vedette.training.footage.Footage;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Things cut out of the user's own footage by their motion, to be put back changed, so that they do not fit the scene, or
 * unchanged, so that pasting itself gives nothing away. Immutable and safe for use by many threads.
 */
public final class OwnObjects {
    private final List<Track> tracks;

    private OwnObjects(List<Track> tracks) {
        this.tracks = tracks;
    }

    /** Cuts things out of footage; takes seconds. */
    public static OwnObjects cutFrom(Footage footage, long seed) {
        return new OwnObjects(TrackCutter.cut(footage, seed));
    }

    /** How many things were found. */
    public int count() {
        return tracks.size();
    }

    /** Things changed so that they do not belong, to learn from. */
    public ObjectSource changed() {
        return this::drawFaster;
    }

    /** Things changed in other ways than {@link #changed()}, to test what was learnt. */
    public ObjectSource changedOtherwise() {
        return this::drawFaster;
    }

    /** Things as they were. */
    public ObjectSource unchanged() {
        return (random, into) -> track(random).map(t -> placed(t, random.nextDouble(0.93, 1.07), 1));
    }

    private Optional<MovingObject> drawFaster(RandomGenerator random, Clip into) {
        return track(random).map(t -> placed(t, random.nextDouble(0.93, 1.07), random.nextDouble(2, 5)));
    }

    private Optional<Track> track(RandomGenerator random) {
        return tracks.isEmpty() ? Optional.empty() : Optional.of(tracks.get(random.nextInt(tracks.size())));
    }

    private static MovingObject placed(Track track, double scale, double faster) {
        SpriteWarp warp = new SpriteWarp(scale, scale, 0);
        Sprite present = track.object().present();
        double x = present.centreX();
        double y = present.centreY();
        double dx = track.speedX() * Clip.STRIDE * faster;
        double dy = track.speedY() * Clip.STRIDE * faster;
        return new MovingObject(
                warp.apply(track.object().past(), x - dx, y - dy),
                warp.apply(present, x, y),
                warp.apply(track.object().future(), x + dx, y + dy));
    }
}
