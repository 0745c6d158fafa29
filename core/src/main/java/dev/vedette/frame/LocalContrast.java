package dev.vedette.frame;

/**
 * A picture in which every pixel is told by how it stands out from what is around it: grey level minus the mean of a window, divided by
 * the window's deviation and a little more. Thin dark lines on a bright floor stand out as much as a dark coat does, and a change of
 * light changes nothing. Immutable.
 */
final class LocalContrast {
    /** Of the picture's width: pixels from the middle of a window to its edge. */
    private static final int REACH = 60;

    private static final int LEAST_REACH = 2;

    /** Grey levels that are added to deviations, so that the noise of a smooth wall stays small. */
    private static final float NOISE = 8;

    private LocalContrast() {}

    /** [H·W]. */
    static float[] of(Image image) {
        int width = image.width();
        int height = image.height();
        int[] grey = grey(image);
        int reach = Math.max(LEAST_REACH, Math.round((float) width / REACH));
        // Sums over the rows of a window, one for each column, with as many columns of nothing on both sides.
        int[] sums = new int[width + 2 * reach + 1];
        int[] squares = new int[sums.length];
        for (int y = 0; y < Math.min(reach, height); y++) {
            addRow(grey, y, width, 1, sums, squares, reach);
        }
        float[] contrast = new float[width * height];
        for (int y = 0; y < height; y++) {
            if (y + reach < height) {
                addRow(grey, y + reach, width, 1, sums, squares, reach);
            }
            if (y - reach - 1 >= 0) {
                addRow(grey, y - reach - 1, width, -1, sums, squares, reach);
            }
            int rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1;
            row(grey, y * width, width, rows, sums, squares, reach, contrast);
        }
        return contrast;
    }

    private static int[] grey(Image image) {
        byte[] bgr = image.bgr();
        int[] grey = new int[bgr.length / 3];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = Greyscale.of(bgr[3 * i] & 0xff, bgr[3 * i + 1] & 0xff, bgr[3 * i + 2] & 0xff);
        }
        return grey;
    }

    private static void addRow(int[] grey, int y, int width, int sign, int[] sums, int[] squares, int reach) {
        for (int x = 0; x < width; x++) {
            int value = grey[y * width + x];
            sums[x + reach] += sign * value;
            squares[x + reach] += sign * value * value;
        }
    }

    private static void row(
            int[] grey, int from, int width, int rows, int[] sums, int[] squares, int reach, float[] contrast) {
        long sum = 0;
        long square = 0;
        for (int i = reach; i < 2 * reach; i++) {
            sum += sums[i];
            square += squares[i];
        }
        for (int x = 0; x < width; x++) {
            sum += sums[x + 2 * reach];
            square += squares[x + 2 * reach];
            float count = rows * (float) (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
            float mean = sum / count;
            float deviation = (float) Math.sqrt(Math.max(0, square / count - mean * mean));
            contrast[from + x] = (grey[from + x] - mean) / (deviation + NOISE);
            sum -= sums[x];
            square -= squares[x];
        }
    }
}
