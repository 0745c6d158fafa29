package dev.vedette.scoring;

import dev.vedette.model.TokenGrid;
import java.util.Optional;

/**
 * A rectangle of tokens: the whole grid, or a small part of it of one to four quarters of its rows by one to four of its columns. Few
 * sizes, because each needs a plan of its own.
 *
 * @param row first row
 * @param column first column
 */
record TokenWindow(int row, int column, int rows, int columns) {
    /** Fewer tokens a side than this give the network too little to compare with. */
    private static final int LEAST = 4;

    private static final int QUARTERS = 4;

    /** A window of more than one in so many tokens saves little and shows the network less than it could see. */
    private static final int SMALL_SHARE = 4;

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
        int rows = extent(bottom - top + 1, grid.rows());
        int columns = extent(right - left + 1, grid.columns());
        if (rows * columns * SMALL_SHARE > grid.tokens()) {
            return Optional.of(whole(grid));
        }
        return Optional.of(new TokenWindow(
                start(top, bottom, rows, grid.rows()), start(left, right, columns, grid.columns()), rows, columns));
    }

    private static int extent(int needed, int all) {
        for (int quarters = 1; quarters < QUARTERS; quarters++) {
            int extent = (all * quarters + QUARTERS - 1) / QUARTERS;
            if (extent >= LEAST && extent >= needed) {
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
