package dev.vedette.training.objects;

import dev.vedette.training.footage.Footage;

/** Where something was ever seen to move, in cells of 8×8 pixels. Filled once, then only read. */
final class Activity {
    private static final int CELL = 8;
    private static final int CLIPS = 400;
    private static final int STRONG = 48;

    private final int width;
    private final int height;
    private final int columns;
    private final boolean[] active;

    Activity(int width, int height) {
        this.width = width;
        this.height = height;
        columns = (width + CELL - 1) / CELL;
        active = new boolean[columns * ((height + CELL - 1) / CELL)];
    }

    void add(BinaryMask moving) {
        for (int i = 0; i < moving.set().length; i++) {
            if (moving.set()[i]) {
                active[cell(i % width, i / width)] = true;
            }
        }
    }

    /** Adds the strong motion of clips spread over footage. */
    void addSome(Footage footage) {
        int count = Math.min(CLIPS, footage.size());
        for (int i = 0; i < count; i++) {
            byte[] gradient =
                    footage.gradient((int) ((long) i * footage.size() / count)).bgr();
            for (int value = 0; value < gradient.length; value++) {
                if ((gradient[value] & 0xff) > STRONG) {
                    active[cell(value / 3 % width, value / 3 / width)] = true;
                }
            }
        }
    }

    int height() {
        return height;
    }

    /** Whether something was seen to move at a place; nothing was outside the frame. */
    boolean at(double x, double y) {
        return x >= 0 && y >= 0 && x < width && y < height && active[cell((int) x, (int) y)];
    }

    /** Whether nothing was ever seen to move in a box around a place. */
    boolean isQuiet(double centreX, double centreY, double boxWidth, double boxHeight) {
        for (double y = centreY - boxHeight / 2; y <= centreY + boxHeight / 2; y += CELL / 2.0) {
            for (double x = centreX - boxWidth / 2; x <= centreX + boxWidth / 2; x += CELL / 2.0) {
                if (at(x, y)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int cell(int x, int y) {
        return y / CELL * columns + x / CELL;
    }
}
