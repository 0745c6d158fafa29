package dev.vedette.training.objects;

/** Pixels that are set or not, with the operations that clean a mask. Operations give new masks. */
@SuppressWarnings("ArrayRecordComponent")
record BinaryMask(int width, int height, boolean[] set) {
    /** Grows the set by {@code radius} pixels in all eight directions. */
    BinaryMask dilated(int radius) {
        return new BinaryMask(width, height, spread(spread(set, radius, true), radius, false));
    }

    /** Shrinks the set by {@code radius} pixels; beyond the edges counts as set. */
    BinaryMask eroded(int radius) {
        return inverted().dilated(radius).inverted();
    }

    /** Shrinks the set by {@code radius} pixels; beyond the edges counts as not set. */
    BinaryMask shrunk(int radius) {
        BinaryMask result = eroded(radius);
        for (int i = 0; i < set.length; i++) {
            int x = i % width;
            int y = i / width;
            result.set[i] &= x >= radius && y >= radius && x < width - radius && y < height - radius;
        }
        return result;
    }

    BinaryMask closed(int radius) {
        return dilated(radius).eroded(radius);
    }

    BinaryMask opened(int radius) {
        return eroded(radius).dilated(radius);
    }

    BinaryMask and(BinaryMask other) {
        boolean[] result = new boolean[set.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = set[i] && other.set[i];
        }
        return new BinaryMask(width, height, result);
    }

    BinaryMask inverted() {
        boolean[] result = new boolean[set.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = !set[i];
        }
        return new BinaryMask(width, height, result);
    }

    private boolean[] spread(boolean[] in, int radius, boolean alongRow) {
        boolean[] out = in.clone();
        int step = alongRow ? 1 : width;
        for (int i = 0; i < in.length; i++) {
            if (!in[i]) {
                continue;
            }
            int position = alongRow ? i % width : i / width;
            int end = alongRow ? width : height;
            for (int d = -Math.min(radius, position); d <= radius && position + d < end; d++) {
                out[i + d * step] = true;
            }
        }
        return out;
    }
}
