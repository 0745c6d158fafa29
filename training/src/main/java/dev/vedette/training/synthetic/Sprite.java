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

    /** The same without the rows and columns at its edges that show nothing; its middle moves with them. */
    public Sprite trimmed() {
        int left = width;
        int top = height;
        int right = -1;
        int bottom = -1;
        for (int i = 0; i < alpha.length; i++) {
            if (alpha[i] != 0) {
                left = Math.min(left, i % width);
                right = Math.max(right, i % width);
                top = Math.min(top, i / width);
                bottom = Math.max(bottom, i / width);
            }
        }
        if (right < 0) {
            return nothing();
        }
        int newWidth = right - left + 1;
        int newHeight = bottom - top + 1;
        byte[] newBgr = new byte[newWidth * newHeight * 3];
        byte[] newAlpha = new byte[newWidth * newHeight];
        for (int row = 0; row < newHeight; row++) {
            int from = (top + row) * width + left;
            System.arraycopy(bgr, 3 * from, newBgr, 3 * row * newWidth, 3 * newWidth);
            System.arraycopy(alpha, from, newAlpha, row * newWidth, newWidth);
        }
        return new Sprite(x + left, y + top, newWidth, newHeight, newBgr, newAlpha);
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
