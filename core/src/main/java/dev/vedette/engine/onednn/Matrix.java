package dev.vedette.engine.onednn;

import dev.vedette.model.TokenGrid;

/** Rows of floats in a storage, or a rectangle out of them. A sequence of tokens is a matrix of [tokens, channels]. */
public record Matrix(Storage storage, long offset, int rows, int columns, int rowStride) {
    /** In a worker's memory. */
    public static Matrix dense(int rows, int columns) {
        return dense(rows, columns, Region.WORKER);
    }

    public static Matrix dense(int rows, int columns, Region region) {
        return new Matrix(new Storage((long) rows * columns, region), 0, rows, columns, columns);
    }

    public Matrix rows(int from, int count) {
        return new Matrix(storage, offset + (long) from * rowStride, count, columns, rowStride);
    }

    public Matrix columns(int from, int count) {
        return new Matrix(storage, offset + from, rows, count, rowStride);
    }

    /** Place of the first value in a worker's memory, in floats. */
    public long place() {
        return storage.offset() + offset;
    }

    /** {@link #place()} as an index into a buffer of floats. */
    public int index() {
        return Math.toIntExact(place());
    }

    /** [rows, columns] */
    public Argument.View view() {
        return new Argument.View(this, new long[] {rows, columns}, new long[] {rowStride, 1});
    }

    /** [columns] of the first row. */
    public Argument.View vector() {
        return new Argument.View(this, new long[] {columns}, new long[] {1});
    }

    /** [C, 1, 1, 3, 3]: a dense row of depthwise weights as they are given. */
    public Argument.View depthwiseKernel() {
        return new Argument.View(this, new long[] {columns / 9, 1, 1, 3, 3}, new long[] {9, 9, 9, 3, 1});
    }

    /** [columns, rows] */
    public Argument.View transposed() {
        return new Argument.View(this, new long[] {columns, rows}, new long[] {1, rowStride});
    }

    /** [1, columns, grid rows, grid columns]: tokens as pixels, channels last. */
    public Argument.View image(TokenGrid grid) {
        long gridRow = (long) grid.columns() * rowStride;
        return new Argument.View(this, new long[] {1, columns, grid.rows(), grid.columns()}, new long[] {
            grid.rows() * gridRow, 1, gridRow, rowStride
        });
    }
}
