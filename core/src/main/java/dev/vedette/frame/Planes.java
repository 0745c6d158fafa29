package dev.vedette.frame;

import org.jspecify.annotations.Nullable;

/**
 * A picture as the network takes it, converted when that is first asked for; the clips that show a picture share it. Safe for use by
 * many threads.
 */
public final class Planes {
    private static final int CHANNELS = 3;

    private final @Nullable Image image;
    private volatile float @Nullable [] values;
    private volatile byte @Nullable [] levels;

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

    /**
     * Writes pixels that follow one another: blue, green and red, scaled to −1..1.
     *
     * @param pixel number of the first, row by row
     * @param at where the first goes
     * @param apart from there to where the next goes
     */
    public void read(int pixel, int count, float[] target, int at, int apart) {
        if (image == null) {
            readPlanar(values(), pixel, count, target, at, apart);
        } else {
            PlanarPixels.readScaled(image, pixel, count, target, at, apart);
        }
    }

    private static void readPlanar(float[] planar, int pixel, int count, float[] target, int at, int apart) {
        int plane = planar.length / CHANNELS;
        for (int i = 0, to = at; i < count; i++, to += apart) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                target[to + channel] = planar[channel * plane + pixel + i];
            }
        }
    }

    /** How many values {@link #values()} and {@link #levels()} have. */
    public int size() {
        float[] known = values;
        return known == null ? java.util.Objects.requireNonNull(image).bgr().length : known.length;
    }

    /** Whether a picture was given, so that {@link #levels()} says all of it. */
    public boolean isPicture() {
        return image != null;
    }

    /** [H, W, 3]: blue, green, red as unsigned bytes, 0..255 for −1..1. Not a copy where a picture was given: read-only. */
    public byte[] levels() {
        byte[] known = levels;
        if (known == null) {
            known = image == null ? rounded(values()) : image.bgr();
            levels = known;
        }
        return known;
    }

    private static byte[] rounded(float[] planar) {
        byte[] levels = new byte[planar.length];
        int pixels = planar.length / CHANNELS;
        for (int i = 0; i < planar.length; i++) {
            int level = Math.round((Math.max(-1, Math.min(1, planar[i])) + 1) * 127.5f);
            levels[i % pixels * CHANNELS + i / pixels] = (byte) level;
        }
        return levels;
    }
}
