package dev.vedette.frame;

import java.time.Duration;

/**
 * What the network is shown of one moment, all pictures at network size. Where frame t−3 or t+3 does not exist, frame t
 * stands in its place.
 *
 * @param index number of frame t in its video
 * @param time presentation time of frame t
 * @param past frame t−3
 * @param present frame t
 * @param future frame t+3
 * @param gradient {@link MotionGradient} of t−1 and t+1, computed at the original size and then resized
 */
public record Clip(long index, Duration time, Image past, Image present, Image future, Image gradient) {
    /** Frames between two neighbouring pictures of a clip. */
    public static final int STRIDE = 3;

    public Clip {
        if (!past.sameSize(present) || !future.sameSize(present) || !gradient.sameSize(present)) {
            throw new IllegalArgumentException("the pictures of a clip differ in size");
        }
    }

    /** [9, H, W]: blue, green, red of past, present and future, scaled to −1..1. */
    public float[] images() {
        float[] planes = new float[9 * present.width() * present.height()];
        writeImages(planes, 0);
        return planes;
    }

    /** Writes {@link #images()} to {@code target[offset …]}. */
    public void writeImages(float[] target, int offset) {
        int size = present.bgr().length;
        PlanarPixels.writeScaled(past, target, offset);
        PlanarPixels.writeScaled(present, target, offset + size);
        PlanarPixels.writeScaled(future, target, offset + 2 * size);
    }

    /** [3, H, W]: blue, green, red of the gradient, 0..255. */
    public float[] gradients() {
        float[] planes = new float[gradient.bgr().length];
        PlanarPixels.write(gradient, planes, 0);
        return planes;
    }
}
