package dev.vedette.scoring;

import dev.vedette.model.TokenGrid;
import dev.vedette.model.TokenMask;
import java.util.Optional;

/**
 * A rectangle of tokens: the whole grid, or at most half of it, of one to eight eighths of its rows by as many of its columns. Few
 * sizes, because each needs a plan of its own. Pairs of columns of which a mask keeps one are not cut apart, see
 * {@link TokenMask#covering}.
 *
 * @param row first row
 * @param column first column
 */
record TokenWindow(int row, int column, int rows, int columns) {
    /** Fewer tokens a side than this give the network too little to compare with. */
    private static final int LEAST = 4;

    private static final int EIGHTHS = 8;

    /** A window of more than one in so many tokens saves little and shows the network less than it could see. */
    private static final int SHARE = 2;

    static TokenWindow whole(TokenGrid grid) {
        return new TokenWindow(0, 0, grid.rows(), grid.columns());
    }

    /** The smallest that has all the tokens in it, or the whole grid; none where there are no tokens. */
    static Optional<TokenWindow> around(TokenGrid grid, boolean[] tokens) {
        int top = grid.rows();
        int bottom = -1;
        int left = grid.columns();
        int right = -1;
        for (int token = 0; token < tokens.length; token++) {
            if (tokens[token]) {
                top = Math.min(top, token / grid.columns());
                bottom = Math.max(bottom, token / grid.columns());
                left = Math.min(left, token % grid.columns());
                right = Math.max(right, token % grid.columns());
            }
        }
        if (bottom < 0) {
            return Optional.empty();
        }
        int rows = extent(bottom - top + 1, grid.rows(), LEAST);
        int row = start(top, bottom, rows, grid.rows());
        int allPairs = (grid.columns() + 1) / 2;
        int pairs = extent(right / 2 - left / 2 + 1, allPairs, LEAST / 2);
        int column = 2 * start(left / 2, right / 2, pairs, allPairs);
        int columns = Math.min(2 * pairs, grid.columns() - column);
        return Optional.of(
                rows * columns * SHARE > grid.tokens() ? whole(grid) : new TokenWindow(row, column, rows, columns));
    }

    private static int extent(int needed, int all, int least) {
        for (int eighths = 1; eighths < EIGHTHS; eighths++) {
            int extent = (all * eighths + EIGHTHS - 1) / EIGHTHS;
            if (extent >= least && extent >= needed) {
                return extent;
            }
        }
        return all;
    }

    /** So that what is needed lies in the middle, as far as the picture allows. */
    private static int start(int first, int last, int extent, int all) {
        return Math.max(0, Math.min(all - extent, (first + last + 1 - extent) / 2));
    }

    boolean isWhole(TokenGrid grid) {
        return rows == grid.rows() && columns == grid.columns();
    }

    /** Number within this window of a token of the grid; −1 outside. */
    int inside(TokenGrid grid, int token) {
        int r = token / grid.columns() - row;
        int c = token % grid.columns() - column;
        return r < 0 || r >= rows || c < 0 || c >= columns ? -1 : r * columns + c;
    }
}
