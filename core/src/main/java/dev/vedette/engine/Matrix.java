package dev.vedette.engine;

import dev.vedette.model.TokenGrid;

/** Rows of floats in a storage, or a rectangle out of them. A sequence of tokens is a matrix of [tokens, channels]. */
record Matrix(Storage storage, long offset, int rows, int columns, int rowStride) {
    static Matrix dense(int rows, int columns) {
        return new Matrix(new Storage((long) rows * columns), 0, rows, columns, columns);
    }

    Matrix rows(int from, int count) {
        return new Matrix(storage, offset + (long) from * rowStride, count, columns, rowStride);
    }

    Matrix columns(int from, int count) {
        return new Matrix(storage, offset + from, rows, count, rowStride);
    }

    /** Place of the first value in a worker's memory, in floats. */
    long place() {
        return storage.offset() + offset;
    }

    /** {@link #place()} as an index into a buffer of floats. */
    int index() {
        return Math.toIntExact(place());
    }

    /** [rows, columns] */
    Argument.View view() {
        return new Argument.View(this, new long[] {rows, columns}, new long[] {rowStride, 1});
    }

    /** [columns, rows] */
    Argument.View transposed() {
        return new Argument.View(this, new long[] {columns, rows}, new long[] {1, rowStride});
    }

    /** [1, columns, grid rows, grid columns]: tokens as pixels, channels last. */
    Argument.View image(TokenGrid grid) {
        long gridRow = (long) grid.columns() * rowStride;
        return new Argument.View(this, new long[] {1, columns, grid.rows(), grid.columns()}, new long[] {
            grid.rows() * gridRow, 1, gridRow, rowStride
        });
    }
}
