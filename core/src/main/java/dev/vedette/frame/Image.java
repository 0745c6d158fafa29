package dev.vedette.frame;

import dev.vedette.fault.VedetteException;

/**
 * An 8-bit colour picture, rows from the top, pixels interleaved as blue, green, red.
 *
 * <p>The array is shared, not copied, so that a frame is decoded once and read by everybody: treat it as read-only once
 * the image was handed on.
 *
 * @param width pixels in a row, at least 1
 * @param height rows, at least 1
 * @param bgr {@code height * width * 3} values, 0..255 as unsigned bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record Image(int width, int height, byte[] bgr) {
    public Image {
        if (width < 1 || height < 1 || bgr.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw VedetteException.internal(
                    "an image of " + width + "x" + height + " cannot hold " + bgr.length + " values", null);
        }
    }

    /** A black image. */
    public static Image black(int width, int height) {
        return new Image(width, height, new byte[width * height * 3]);
    }

    /** Value 0..255 of channel 0 (blue), 1 (green) or 2 (red). */
    public int at(int x, int y, int channel) {
        return bgr[(y * width + x) * 3 + channel] & 0xff;
    }

    public boolean sameSize(Image other) {
        return width == other.width && height == other.height;
    }

    /** A copy of a rectangle that lies inside. */
    public Image cropped(int x, int y, int cropWidth, int cropHeight) {
        byte[] part = new byte[cropWidth * cropHeight * 3];
        for (int row = 0; row < cropHeight; row++) {
            System.arraycopy(bgr, ((y + row) * width + x) * 3, part, row * cropWidth * 3, cropWidth * 3);
        }
        return new Image(cropWidth, cropHeight, part);
    }
}
