package dev.vedette.training.objects;

import dev.vedette.frame.Clip;
import dev.vedette.frame.Image;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.synthetic.MovingObject;
import dev.vedette.training.synthetic.Sprite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Cuts moving things out of footage. The footage is looked at in windows of some seconds, each with its own background;
 * in a window a few moments are taken, and whatever can be followed through the seven frames from t−3 to t+3 of such a
 * moment by the overlap of its outlines becomes a track.
 */
final class TrackCutter {
    private static final double LEAST_AREA = 0.0012;
    private static final double MOST_AREA = 0.25;
    private static final double LEAST_OVERLAP = 0.35;
    private static final double MOST_GROWTH = 1.5;
    private static final double UNSTEADY = 0.15;
    /** With so many things the rest of long footage is not looked at. */
    private static final int ENOUGH = 200;

    private final Footage footage;
    private final List<Track> tracks = new ArrayList<>();
    private final Activity activity;

    private TrackCutter(Footage footage) {
        this.footage = footage;
        Image any = footage.present(0);
        activity = new Activity(any.width(), any.height());
    }

    static Scene cut(Footage footage, long seed) {
        TrackCutter cutter = new TrackCutter(footage);
        SplittableRandom random = new SplittableRandom(seed);
        List<Window> windows = Window.of(footage);
        for (int i = 0; i < windows.size() && !(i >= Window.MANY && cutter.hasEnough()); i++) {
            Window window = windows.get(i);
            Image background = Background.of(footage, window.first(), window.clips());
            for (int moment : window.moments(footage, windows.size(), random.split())) {
                cutter.cutMoment(moment, background);
            }
        }
        cutter.activity.addSome(footage);
        return new Scene(TrackFilter.ordinary(cutter.tracks), Pieces.cut(footage, random.split()), cutter.activity);
    }

    private boolean hasEnough() {
        return TrackFilter.ordinary(tracks).size() >= ENOUGH;
    }

    private void cutMoment(int clip, Image background) {
        List<Image> frames = new ArrayList<>();
        List<Foreground> foregrounds = new ArrayList<>();
        List<List<Blob>> blobs = new ArrayList<>();
        int pixels = background.width() * background.height();
        int least = Math.max(12, (int) (LEAST_AREA * pixels));
        for (int i = clip - Clip.STRIDE; i <= clip + Clip.STRIDE; i++) {
            Image frame = footage.present(i);
            frames.add(frame);
            Foreground foreground = Foreground.of(frame, background);
            foregrounds.add(foreground);
            activity.add(foreground.mask());
            blobs.add(Blob.in(foreground.mask(), least, (int) (MOST_AREA * pixels)));
        }
        for (Blob blob : blobs.get(Clip.STRIDE)) {
            follow(blob, blobs, foregrounds, frames).ifPresent(tracks::add);
        }
    }

    private static Optional<Track> follow(
            Blob present, List<List<Blob>> blobs, List<Foreground> foregrounds, List<Image> frames) {
        Optional<Blob> past = Optional.of(present);
        Optional<Blob> future = Optional.of(present);
        for (int step = 1; step <= Clip.STRIDE; step++) {
            List<Blob> before = blobs.get(Clip.STRIDE - step);
            List<Blob> after = blobs.get(Clip.STRIDE + step);
            past = past.flatMap(b -> same(b, before));
            future = future.flatMap(b -> same(b, after));
        }
        Image frame = frames.get(Clip.STRIDE);
        if (past.isEmpty() || future.isEmpty()) {
            return Optional.empty();
        }
        if (past.get().touchesEdge(frame)
                || present.touchesEdge(frame)
                || future.get().touchesEdge(frame)) {
            return Optional.empty();
        }
        MovingObject object = new MovingObject(
                foregrounds.get(0).cut(past.get(), frames.get(0)),
                foregrounds.get(Clip.STRIDE).cut(present, frame),
                foregrounds.get(2 * Clip.STRIDE).cut(future.get(), frames.get(2 * Clip.STRIDE)));
        if (!isSteady(object)) {
            return Optional.empty();
        }
        double frameCount = 2.0 * Clip.STRIDE;
        return Optional.of(new Track(
                object,
                (object.future().centreX() - object.past().centreX()) / frameCount,
                (object.future().centreY() - object.past().centreY()) / frameCount,
                Surroundings.brightness(frame, object.present())));
    }

    /** Whether it keeps its height and goes on as it went: otherwise parts of something else came along. */
    private static boolean isSteady(MovingObject object) {
        Sprite present = object.present();
        double slack = Math.max(2, UNSTEADY * present.height());
        double bendX = object.past().centreX() + object.future().centreX() - 2 * present.centreX();
        double bendY = object.past().centreY() + object.future().centreY() - 2 * present.centreY();
        return Math.abs(object.past().height() - present.height()) <= slack
                && Math.abs(object.future().height() - present.height()) <= slack
                && Math.hypot(bendX, bendY) <= slack;
    }

    /** The one thing in the next frame that overlaps well and has about the same area; nothing where things meet or part. */
    private static Optional<Blob> same(Blob blob, List<Blob> next) {
        List<Blob> overlapping = next.stream()
                .filter(b -> b.overlap(blob) > 0.1 * Math.min(b.area(), blob.area()))
                .toList();
        if (overlapping.size() != 1) {
            return Optional.empty();
        }
        Blob other = overlapping.get(0);
        double growth = (double) other.area() / blob.area();
        boolean alike = growth < MOST_GROWTH && growth > 1 / MOST_GROWTH;
        boolean near = other.overlap(blob) > LEAST_OVERLAP * Math.min(other.area(), blob.area());
        return alike && near ? Optional.of(other) : Optional.empty();
    }
}
