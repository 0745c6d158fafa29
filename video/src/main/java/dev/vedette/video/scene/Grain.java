package dev.vedette.video.scene;

/** Irregularity that is always the same: a number for every point of a grid, and a smooth surface through them. */
final class Grain {
    private Grain() {}

    /** 0..1, unrelated to that of the neighbours. */
    static double at(int x, int y) {
        long mixed = x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
        mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
        mixed ^= mixed >>> 32;
        return (mixed & 0xffff) / 65535.0;
    }

    /** 0..1, without jumps. */
    static double smooth(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double right = ease(x - column);
        double down = ease(y - row);
        double top = at(column, row) * (1 - right) + at(column + 1, row) * right;
        double bottom = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
        return top * (1 - down) + bottom * down;
    }

    private static double ease(double part) {
        return part * part * (3 - 2 * part);
    }
}
