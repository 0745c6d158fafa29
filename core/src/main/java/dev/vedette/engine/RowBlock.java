package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.model.TokenGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of the grids of tokens of a plan's samples, for one task to work on: few enough that what is made of them stays in a core's cache,
 * enough that products run at full speed. Either some rows of a single sample, or all of several.
 *
 * @param number from 0
 * @param from first row of the grid
 * @param to the row behind the last
 */
record RowBlock(TokenGrid grid, int samples, int number, int from, int to) {
    private static final int LEAST_TOKENS = 96;
    private static final int MOST_BLOCKS = 4;

    static List<RowBlock> of(TokenGrid grid, int samples) {
        int most = samples == 1 ? Math.min(MOST_BLOCKS, grid.rows()) : 1;
        // A power of two: of three blocks one of two threads would have two.
        int count = Integer.highestOneBit(Math.max(1, Math.min(most, grid.tokens() / LEAST_TOKENS)));
        List<RowBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(new RowBlock(grid, samples, i, grid.rows() * i / count, grid.rows() * (i + 1) / count));
        }
        return blocks;
    }

    /** This block's rows of all samples' sequences; a class token belongs to the first block. */
    Matrix of(Matrix sequences) {
        int start = number == 0 ? 0 : row(0, from * grid.columns());
        return sequences.rows(start, samples * (1 + to * grid.columns()) - start);
    }

    /** A token's row in all samples' sequences. */
    int row(int sample, int token) {
        return sample * (1 + grid.tokens()) + 1 + token;
    }

    /** First token. */
    int firstToken() {
        return from * grid.columns();
    }

    /** Of each sample. */
    int tokens() {
        return (to - from) * grid.columns();
    }
}
