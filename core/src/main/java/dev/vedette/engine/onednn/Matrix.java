package dev.vedette.engine.onednn;

import dev.vedette.model.TokenGrid;

/**
 * Rows of numbers in a storage, or a rectangle out of them. A sequence of tokens is a matrix of [tokens, channels].
 *
 * @param offset of the first value in its storage, in values
 * @param rowStride in values
 */
public record Matrix(Storage storage, long offset, int rows, int columns, int rowStride, Numbers numbers) {
    /** Floats in a worker's memory. */
    public static Matrix dense(int rows, int columns) {
        return dense(rows, columns, Region.WORKER);
    }

    /** Floats. */
    public static Matrix dense(int rows, int columns, Region region) {
        return new Matrix(new Storage((long) rows * columns, region), 0, rows, columns, columns, Numbers.FLOAT32);
    }

    /** In a worker's memory. */
    public static Matrix dense(int rows, int columns, Numbers numbers) {
        long floats = ((long) rows * columns * numbers.bytes() + Float.BYTES - 1) / Float.BYTES;
        return new Matrix(new Storage(floats, Region.WORKER), 0, rows, columns, columns, numbers);
    }

    public Matrix rows(int from, int count) {
        return new Matrix(storage, offset + (long) from * rowStride, count, columns, rowStride, numbers);
    }

    /** How many blocks of at most so many rows there are. */
    public int blocks(int most) {
        return (rows + most - 1) / most;
    }

    /** One of so many blocks of rows, whose sizes differ by one at most: a small rest at the end would be slow. */
    public Matrix block(int number, int of) {
        int from = (int) ((long) rows * number / of);
        return rows(from, (int) ((long) rows * (number + 1) / of) - from);
    }

    public Matrix columns(int from, int count) {
        return new Matrix(storage, offset + from, rows, count, rowStride, numbers);
    }

    /** Place of the first value in its region, in bytes. */
    public long place() {
        return storage.offset() * Float.BYTES + offset * numbers.bytes();
    }

    /** Place of the first value as an index into a buffer of values of this kind over its region. */
    public int index() {
        return Math.toIntExact(place() / numbers.bytes());
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

    /** [count, heads, rows of a sequence, width of a head]: sequences one behind the other, of which every head has some columns. */
    public Argument.View heads(int count, int heads) {
        long width = columns / heads;
        long apart = rows / count;
        return new Argument.View(
                this, new long[] {count, heads, apart, width}, new long[] {apart * rowStride, width, rowStride, 1});
    }

    /** [count, heads, width of a head, rows of a sequence] */
    public Argument.View transposedHeads(int count, int heads) {
        long width = columns / heads;
        long apart = rows / count;
        return new Argument.View(
                this, new long[] {count, heads, width, apart}, new long[] {apart * rowStride, width, 1, rowStride});
    }
}
