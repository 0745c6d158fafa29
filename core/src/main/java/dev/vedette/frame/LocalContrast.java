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

    private final float[] values;

    private LocalContrast(float[] values) {
        this.values = values;
    }

    static LocalContrast of(Image image) {
        return new LocalContrast(new Pass(image).whole());
    }

    /** [H·W]; not to be written to. */
    float[] values() {
        return values;
    }

    /** One way from top to bottom. Not thread-safe. */
    private static final class Pass {
        private final int width;
        private final int height;
        private final int reach;
        private final int[] grey;
        /** Over the rows of a window, one for each column, with as many columns of nothing on both sides as it reaches. */
        private final int[] sums;

        private final int[] squares;
        /** Sums of all columns before one; they may overflow, their differences do not. */
        private final int[] sumsBefore;

        private final int[] squaresBefore;
        /** One divided by the columns of the window around each pixel of a row. */
        private final float[] shares;

        private Pass(Image image) {
            width = image.width();
            height = image.height();
            reach = Math.max(LEAST_REACH, Math.round((float) width / REACH));
            grey = new int[width * height];
            byte[] bgr = image.bgr();
            for (int i = 0; i < grey.length; i++) {
                grey[i] = Greyscale.of(bgr[3 * i] & 0xff, bgr[3 * i + 1] & 0xff, bgr[3 * i + 2] & 0xff);
            }
            sums = new int[width + 2 * reach];
            squares = new int[sums.length];
            sumsBefore = new int[sums.length + 1];
            squaresBefore = new int[sums.length + 1];
            shares = new float[width];
            for (int x = 0; x < width; x++) {
                shares[x] = 1f / (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1);
            }
        }

        private float[] whole() {
            for (int y = 0; y < Math.min(reach, height); y++) {
                count(y, 1);
            }
            float[] contrast = new float[grey.length];
            for (int y = 0; y < height; y++) {
                if (y + reach < height) {
                    count(y + reach, 1);
                }
                if (y - reach > 0) {
                    count(y - reach - 1, -1);
                }
                writeRow(y, contrast);
            }
            return contrast;
        }

        /** Takes a row into the window (1) or out of it (−1). */
        private void count(int y, int sign) {
            for (int x = 0; x < width; x++) {
                int value = grey[y * width + x];
                sums[x + reach] += sign * value;
                squares[x + reach] += sign * value * value;
            }
        }

        /** Loops without branches or sums that are carried on, but for the first, so that they run on vectors. */
        private void writeRow(int y, float[] contrast) {
            for (int i = 0; i < sums.length; i++) {
                sumsBefore[i + 1] = sumsBefore[i] + sums[i];
                squaresBefore[i + 1] = squaresBefore[i] + squares[i];
            }
            float share = 1f / (Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1);
            int window = 2 * reach + 1;
            int from = y * width;
            for (int x = 0; x < width; x++) {
                float each = share * shares[x];
                float mean = each * (sumsBefore[x + window] - sumsBefore[x]);
                float square = each * (squaresBefore[x + window] - squaresBefore[x]);
                float deviation = (float) Math.sqrt(Math.max(0f, square - mean * mean));
                contrast[from + x] = (grey[from + x] - mean) / (deviation + NOISE);
            }
        }
    }
}
