package dev.vedette.server.watch;

import dev.vedette.frame.BlockSums;
import dev.vedette.frame.Image;

/**
 * A picture's brightness and edges on a coarse grid, for judging the camera and not the scene.
 *
 * @param mean brightness, 0..255
 * @param contrast standard deviation of the brightness of the grid's cells
 * @param edges differences between neighbouring cells, to the right and below
 */
@SuppressWarnings("ArrayRecordComponent")
record Glimpse(double mean, double contrast, double[] edges) {
    private static final int COLUMNS = 32;
    private static final int MOST_BLOCK_HEIGHT = 257;

    static Glimpse of(Image image) {
        int side = Math.max(1, Math.min(MOST_BLOCK_HEIGHT, image.width() / COLUMNS));
        int columns = image.width() / side;
        int[] sums = BlockSums.of(image, side, Math.min(side, image.height()));
        double[] cells = new double[sums.length];
        double mean = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = sums[i] / (3.0 * side * side);
            mean += cells[i] / cells.length;
        }
        double square = 0;
        for (double cell : cells) {
            square += (cell - mean) * (cell - mean) / cells.length;
        }
        return new Glimpse(mean, Math.sqrt(square), edges(cells, columns));
    }

    private static double[] edges(double[] cells, int columns) {
        double[] edges = new double[2 * cells.length];
        for (int i = 0; i < cells.length; i++) {
            edges[2 * i] = (i + 1) % columns == 0 ? 0 : Math.abs(cells[i + 1] - cells[i]);
            edges[2 * i + 1] = i + columns >= cells.length ? 0 : Math.abs(cells[i + columns] - cells[i]);
        }
        return edges;
    }

    /** Correlation of the edges with others, -1..1: 1 for the same view, whatever the light; 0 where sizes differ or there are none. */
    double likeness(double[] others) {
        if (others.length != edges.length) {
            return 0;
        }
        double ownMean = mean(edges);
        double otherMean = mean(others);
        double product = 0;
        double own = 0;
        double other = 0;
        for (int i = 0; i < edges.length; i++) {
            product += (edges[i] - ownMean) * (others[i] - otherMean);
            own += (edges[i] - ownMean) * (edges[i] - ownMean);
            other += (others[i] - otherMean) * (others[i] - otherMean);
        }
        return own > 0 && other > 0 ? product / Math.sqrt(own * other) : 0;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
