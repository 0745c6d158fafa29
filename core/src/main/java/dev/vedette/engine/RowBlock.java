package dev.vedette.engine;

import dev.vedette.engine.onednn.Matrix;
import dev.vedette.model.TokenGrid;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a grid of tokens, for one task to work on: few enough that what is made of them stays in a core's cache, enough that
 * products run at full speed.
 *
 * @param number from 0
 * @param from first row of the grid
 * @param to the row behind the last
 */
record RowBlock(TokenGrid grid, int number, int from, int to) {
    private static final int LEAST_TOKENS = 128;
    private static final int MOST_BLOCKS = 4;

    static List<RowBlock> of(TokenGrid grid) {
        int count = Math.max(1, Math.min(Math.min(MOST_BLOCKS, grid.rows()), grid.tokens() / LEAST_TOKENS));
        List<RowBlock> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(new RowBlock(grid, i, grid.rows() * i / count, grid.rows() * (i + 1) / count));
        }
        return blocks;
    }

    /** This block's rows of a sequence, which may have a class token in front; that one belongs to the first block. */
    Matrix of(Matrix sequence) {
        int first = sequence.rows() - grid.tokens();
        int start = number == 0 ? 0 : first + from * grid.columns();
        return sequence.rows(start, first + to * grid.columns() - start);
    }

    /** First token. */
    int firstToken() {
        return from * grid.columns();
    }

    int tokens() {
        return (to - from) * grid.columns();
    }
}
