package dev.vedette.frame;

import org.jspecify.annotations.Nullable;

/**
 * A picture as the network takes it, converted when that is first asked for; the clips that show a picture share it. Safe for use by
 * many threads.
 */
public final class Planes {
    private final @Nullable Image image;
    private volatile float @Nullable [] values;

    private Planes(@Nullable Image image, float @Nullable [] values) {
        this.image = image;
        this.values = values;
    }

    public static Planes of(Image image) {
        return new Planes(image, null);
    }

    /** @param values [3, H, W], −1..1 */
    public static Planes of(float[] values) {
        return new Planes(null, values);
    }

    /** [3, H, W]: blue, green, red, scaled to −1..1. Not a copy: read-only. */
    public float[] values() {
        float[] known = values;
        if (known == null) {
            Image source = java.util.Objects.requireNonNull(image);
            known = new float[source.bgr().length];
            PlanarPixels.writeScaled(source, known, 0);
            values = known;
        }
        return known;
    }
}
