package dev.vedette.evaluation;

import dev.vedette.fault.VedetteException;

/**
 * Which pixels of one frame are abnormal. The array is shared, not copied: treat it as read-only.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 * @param abnormal {@code height * width} pixels, rows from the top
 */
@SuppressWarnings("ArrayRecordComponent")
public record PixelMask(int width, int height, boolean[] abnormal) {
    public PixelMask {
        if (width < 1 || height < 1 || abnormal.length != Math.multiplyExact(width, height)) {
            throw VedetteException.internal(
                    "a mask of " + width + "x" + height + " cannot hold " + abnormal.length + " pixels", null);
        }
    }

    /** A mask without abnormal pixels. */
    public static PixelMask normal(int width, int height) {
        return new PixelMask(width, height, new boolean[Math.multiplyExact(width, height)]);
    }

    public boolean at(int x, int y) {
        return abnormal[y * width + x];
    }

    /** Whether any pixel is abnormal. */
    public boolean any() {
        for (boolean pixel : abnormal) {
            if (pixel) {
                return true;
            }
        }
        return false;
    }
}
