package dev.vedette.evaluation;

/** Area under a curve of straight pieces from (0, 0) to abscissa 1, flat after its last point. Not thread-safe. */
final class AreaUpToOne {
    private double x;
    private double y;
    private double area;

    /** Continues the curve to a point that lies no further left than the one before. */
    void lineTo(double nextX, double nextY) {
        double end = Math.min(nextX, 1);
        if (end > x) {
            double yAtEnd = y + (nextY - y) * (end - x) / (nextX - x);
            area += (end - x) * (y + yAtEnd) / 2;
        }
        x = nextX;
        y = nextY;
    }

    double total() {
        return area + Math.max(0, 1 - x) * y;
    }
}
