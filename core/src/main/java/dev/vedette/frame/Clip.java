package dev.vedette.frame;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the network is shown of one moment, all pictures at network size. Where frame t−3 or t+3 does not exist, frame t
 * stands in its place. Immutable.
 */
public final class Clip {
    /** Frames between two neighbouring pictures of a clip. */
    public static final int STRIDE = 3;

    private final long index;
    private final Duration time;
    private final Shown past;
    private final Shown present;
    private final Shown future;
    private final Image gradient;

    /**
     * @param index number of frame t in its video
     * @param time presentation time of frame t
     * @param past frame t−3
     * @param present frame t
     * @param future frame t+3
     * @param gradient {@link MotionGradient} of t−1 and t+1, computed at the original size and then resized
     */
    public Clip(long index, Duration time, Image past, Image present, Image future, Image gradient) {
        this(index, time, new Shown(past), new Shown(present), new Shown(future), gradient);
    }

    Clip(long index, Duration time, Shown past, Shown present, Shown future, Image gradient) {
        if (!past.image.sameSize(present.image)
                || !future.image.sameSize(present.image)
                || !gradient.sameSize(present.image)) {
            throw new IllegalArgumentException("the pictures of a clip differ in size");
        }
        this.index = index;
        this.time = time;
        this.past = past;
        this.present = present;
        this.future = future;
        this.gradient = gradient;
    }

    /** A picture with what is made of it, so that this is made once although three clips show it. */
    static final class Shown {
        private final Image image;
        private final Planes planes;

        /** Made when first asked for; two threads may make it both, and alike. */
        private @Nullable Thumbnail thumbnail;

        Shown(Image image) {
            this.image = image;
            this.planes = Planes.of(image);
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

    public long index() {
        return index;
    }

    public Duration time() {
        return time;
    }

    public Image past() {
        return past.image;
    }

    public Image present() {
        return present.image;
    }

    public Image future() {
        return future.image;
    }

    public Image gradient() {
        return gradient;
    }

    /** Past, present and future for the network. */
    public List<Planes> planes() {
        return List.of(past.planes, present.planes, future.planes);
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
