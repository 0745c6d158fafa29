package dev.vedette.frame;

import java.util.Arrays;

/**
 * What a {@link BilinearResize} does along a row. Values lie in lanes, arrays whose elements are all treated alike, as vector instructions
 * want them. Not thread-safe.
 */
abstract class Columns {
    private final int lanes;
    private final int length;

    private Columns(int lanes, int length) {
        this.lanes = lanes;
        this.length = length;
    }

    int[][] newLanes() {
        return new int[lanes][length];
    }

    /** For all lanes together, a byte for each. */
    int[] newPacked() {
        return new int[length];
    }

    /** Interpolates a row; values 0..255 in units of 1/2048. */
    abstract void interpolate(int[] row, int[][] target);

    /** Writes a row whose lanes were packed, the first lowest. */
    abstract void write(int[] packed, byte[] out, int from);

    /** For rows that keep their length: lane k has every fourth byte from the k-th on. */
    static final class Kept extends Columns {
        private final int stride;

        Kept(int width) {
            super(Integer.BYTES, PackedBytes.ints(3 * width).length);
            stride = 3 * width;
        }

        @Override
        void interpolate(int[] row, int[][] target) {
            for (int lane = 0; lane < target.length; lane++) {
                spread(row, 8 * lane, target[lane]);
            }
        }

        private static void spread(int[] row, int shift, int[] target) {
            for (int i = 0; i < target.length; i++) {
                target[i] = (row[i] >>> shift & 0xff) << 11;
            }
        }

        @Override
        void write(int[] packed, byte[] out, int from) {
            PackedBytes.store(packed, out, from, stride);
        }
    }

    /** For rows that become longer or shorter: a lane for each channel. */
    static final class Resized extends Columns {
        private static final int LEFT = 0;
        private static final int RIGHT = 1;

        private final int inputStride;
        private final int stride;
        private final int[][] places;
        private final int[][] pixels;
        private final int[][] weights;
        private final byte[] bytes;

        /**
         * @param inputWidth pixels of an input row
         * @param first for each output pixel, the first of two neighbouring input pixels
         * @param weight0 of that pixel, in units of 1/2048
         * @param weight1 of the next
         */
        Resized(int inputWidth, int[] first, int[] weight0, int[] weight1) {
            super(3, first.length);
            weights = new int[][] {weight0, weight1};
            inputStride = 3 * inputWidth;
            stride = 3 * first.length;
            places = new int[2][first.length];
            for (int x = 0; x < first.length; x++) {
                places[LEFT][x] = 3 * first[x];
                places[RIGHT][x] = 3 * Math.min(first[x] + 1, inputWidth - 1);
            }
            pixels = new int[2][first.length];
            bytes = new byte[Math.max(inputStride, stride) + 1];
        }

        @Override
        void interpolate(int[] row, int[][] target) {
            PackedBytes.store(row, bytes, 0, inputStride);
            for (int side = LEFT; side <= RIGHT; side++) {
                PackedBytes.loadPixels(bytes, places[side], pixels[side]);
            }
            for (int lane = 0; lane < target.length; lane++) {
                Arrays.fill(target[lane], 0);
                for (int side = LEFT; side <= RIGHT; side++) {
                    addWeighed(pixels[side], 8 * lane, weights[side], target[lane]);
                }
            }
        }

        private static void addWeighed(int[] pixels, int shift, int[] weights, int[] target) {
            for (int i = 0; i < target.length; i++) {
                target[i] += weights[i] * (pixels[i] >>> shift & 0xff);
            }
        }

        @Override
        void write(int[] packed, byte[] out, int from) {
            PackedBytes.storePixels(packed, bytes);
            System.arraycopy(bytes, 0, out, from, stride);
        }
    }
}
