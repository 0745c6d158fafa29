package dev.vedette.training.synthetic;

/**
 * A cut-out picture of one thing at network size and the place where it goes.
 *
 * @param x column of its left edge in the frame; it may reach over the frame's edges
 * @param y row of its upper edge
 * @param width at least 1
 * @param height at least 1
 * @param bgr {@code height · width · 3} values, interleaved
 * @param alpha {@code height · width} values: 0 where the frame shows, 255 where only the thing does
 */
@SuppressWarnings("ArrayRecordComponent")
public record Sprite(int x, int y, int width, int height, byte[] bgr, byte[] alpha) {
    public Sprite {
        if (width < 1 || height < 1 || bgr.length != width * height * 3 || alpha.length != width * height) {
            throw new IllegalArgumentException("a sprite of " + width + "x" + height + " with " + bgr.length
                    + " colour and " + alpha.length + " alpha values");
        }
    }

    /** Nothing at all: a thing that is not there in one of the frames. */
    public static Sprite nothing() {
        return new Sprite(0, 0, 1, 1, new byte[3], new byte[1]);
    }

    public Sprite at(int newX, int newY) {
        return new Sprite(newX, newY, width, height, bgr, alpha);
    }

    public double centreX() {
        return x + width / 2.0;
    }

    public double centreY() {
        return y + height / 2.0;
    }

    /** Number of pixels that are at least half covered. */
    public int area() {
        int area = 0;
        for (byte a : alpha) {
            area += (a & 0x80) >> 7;
        }
        return area;
    }
}
