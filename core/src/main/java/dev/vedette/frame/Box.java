package dev.vedette.frame;

import dev.vedette.fault.VedetteException;

/**
 * A rectangle of pixels whose corners both belong to it, so that a box of one pixel has {@code x1 == x2}.
 *
 * @param x1 leftmost column
 * @param y1 topmost row
 * @param x2 rightmost column, at least {@code x1}
 * @param y2 lowest row, at least {@code y1}
 */
public record Box(int x1, int y1, int x2, int y2) {
    public Box {
        if (x2 < x1 || y2 < y1) {
            throw VedetteException.badInput("a box has the corners (" + x1 + "," + y1 + ") and (" + x2 + "," + y2
                    + "); the second must not lie left of or above the first");
        }
    }

    public int width() {
        return x2 - x1 + 1;
    }

    public int height() {
        return y2 - y1 + 1;
    }

    /** Number of pixels. */
    public long area() {
        return (long) width() * height();
    }

    /** Number of pixels that lie in both boxes. */
    public long intersection(Box other) {
        long width = Math.min(x2, other.x2) - (long) Math.max(x1, other.x1) + 1;
        long height = Math.min(y2, other.y2) - (long) Math.max(y1, other.y1) + 1;
        return width > 0 && height > 0 ? width * height : 0;
    }

    /** Intersection over union, 0 (apart) to 1 (equal). */
    public double overlap(Box other) {
        long common = intersection(other);
        return (double) common / (area() + other.area() - common);
    }
}
