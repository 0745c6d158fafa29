package dev.vedette.model;

/** Tokens in rows and columns, numbered row by row from the top left. */
public record TokenGrid(int rows, int columns) {
    public int tokens() {
        return rows * columns;
    }
}
