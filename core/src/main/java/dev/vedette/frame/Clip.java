package dev.vedette.frame;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is looked at of one moment, all pictures at network size; the network is shown past, present and future. Where a neighbour does
 * not exist, frame t stands in its place. Immutable.
 */
public final class Clip {
    /** Frames between two neighbouring pictures of a clip. */
    public static final int STRIDE = 3;

    private final long index;
    private final Duration time;
    private final Shown past;
    private final Shown before;
    private final Shown present;
    private final Shown after;
    private final Shown future;
    private final Image gradient;

    /**
     * @param index number of frame t in its video
     * @param time presentation time of frame t
     * @param past frame t−3
     * @param before frame t−1
     * @param present frame t
     * @param after frame t+1
     * @param future frame t+3
     * @param gradient {@link MotionGradient} of t−1 and t+1, computed at the original size and then resized
     */
    public Clip(
            long index,
            Duration time,
            Image past,
            Image before,
            Image present,
            Image after,
            Image future,
            Image gradient) {
        this(
                index,
                time,
                new Shown(past),
                new Shown(before),
                new Shown(present),
                new Shown(after),
                new Shown(future),
                gradient);
    }

    Clip(
            long index,
            Duration time,
            Shown past,
            Shown before,
            Shown present,
            Shown after,
            Shown future,
            Image gradient) {
        if (!Stream.of(past.image, before.image, after.image, future.image, gradient)
                .allMatch(present.image::sameSize)) {
            throw new IllegalArgumentException("the pictures of a clip differ in size");
        }
        this.index = index;
        this.time = time;
        this.past = past;
        this.before = before;
        this.present = present;
        this.after = after;
        this.future = future;
        this.gradient = gradient;
    }

    /** The clip with something done to all of its pictures, the gradient among them. */
    public Clip map(UnaryOperator<Image> change) {
        return new Clip(
                index,
                time,
                change.apply(past.image),
                change.apply(before.image),
                change.apply(present.image),
                change.apply(after.image),
                change.apply(future.image),
                change.apply(gradient));
    }

    /**
     * A picture with what is made of it, so that this is made once although several clips show it, and when it is first asked for; two
     * threads may make it both, and alike.
     */
    static final class Shown {
        private final Image image;
        private @Nullable Planes planes;
        private @Nullable Thumbnail thumbnail;
        private @Nullable LocalContrast contrast;

        Shown(Image image) {
            this.image = image;
        }

        private Planes planes() {
            Planes made = planes;
            if (made == null) {
                made = Planes.of(image);
                planes = made;
            }
            return made;
        }

        private LocalContrast contrast() {
            LocalContrast made = contrast;
            if (made == null) {
                made = LocalContrast.of(image);
                contrast = made;
            }
            return made;
        }

        private Thumbnail thumbnail() {
            Thumbnail made = thumbnail;
            if (made == null) {
                made = Thumbnail.of(image);
                thumbnail = made;
            }
            return made;
        }
    }

    Thumbnail pastThumbnail() {
        return past.thumbnail();
    }

    Thumbnail presentThumbnail() {
        return present.thumbnail();
    }

    Thumbnail futureThumbnail() {
        return future.thumbnail();
    }

    /** Of frame t−1. */
    LocalContrast contrastBefore() {
        return before.contrast();
    }

    /** Of frame t. */
    LocalContrast contrast() {
        return present.contrast();
    }

    /** Of frame t+1. */
    LocalContrast contrastAfter() {
        return after.contrast();
    }

    public long index() {
        return index;
    }

    public Duration time() {
        return time;
    }

    public Image past() {
        return past.image;
    }

    public Image before() {
        return before.image;
    }

    public Image present() {
        return present.image;
    }

    public Image after() {
        return after.image;
    }

    public Image future() {
        return future.image;
    }

    public Image gradient() {
        return gradient;
    }

    /** Past, present and future for the network. */
    public List<Planes> planes() {
        return List.of(past.planes(), present.planes(), future.planes());
    }

    /** [9, H, W]: blue, green, red of past, present and future, scaled to −1..1. */
    public float[] images() {
        float[] images = new float[3 * present.image.bgr().length];
        writeImages(images, 0);
        return images;
    }

    /** Writes {@link #images()} to {@code target[offset …]}. */
    public void writeImages(float[] target, int offset) {
        int size = present.image.bgr().length;
        PlanarPixels.writeScaled(past.image, target, offset);
        PlanarPixels.writeScaled(present.image, target, offset + size);
        PlanarPixels.writeScaled(future.image, target, offset + 2 * size);
    }

    /** [3, H, W]: blue, green, red of the gradient, 0..255. */
    public float[] gradients() {
        float[] planes = new float[gradient.bgr().length];
        PlanarPixels.write(gradient, planes, 0);
        return planes;
    }
}
