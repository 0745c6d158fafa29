package dev.vedette.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Arithmetic on rows of bytes, four in an int, the first lowest. The compiler makes vector instructions of loops over ints, but not of
 * loops that widen bytes; and it does so while a loop is short, does one thing and begins at 0.
 */
final class PackedBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int TOP_BITS = 0x80808080;
    private static final int EVEN_BYTES = 0x00ff00ff;

    private PackedBytes() {}

    /** For a row of so many bytes. */
    static int[] ints(int bytes) {
        return new int[(bytes + Integer.BYTES - 1) / Integer.BYTES];
    }

    static void load(byte[] bytes, int from, int count, int[] target) {
        int whole = count / Integer.BYTES;
        for (int i = 0; i < whole; i++) {
            target[i] = (int) INT.get(bytes, from + 4 * i);
        }
        for (int i = 4 * whole; i < count; i++) {
            int shift = i % 4 * 8;
            target[whole] = target[whole] & ~(0xff << shift) | (bytes[from + i] & 0xff) << shift;
        }
    }

    static void store(int[] source, byte[] bytes, int from, int count) {
        int whole = count / Integer.BYTES;
        for (int i = 0; i < whole; i++) {
            INT.set(bytes, from + 4 * i, source[i]);
        }
        for (int i = 4 * whole; i < count; i++) {
            bytes[from + i] = (byte) (source[whole] >>> i % 4 * 8);
        }
    }

    /** Bytes of {@code a} become |a − b|, unsigned. */
    static void difference(int[] a, int[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] = difference(a[i], b[i]);
        }
    }

    /** Byte by byte: the difference modulo 256, and its negative where a borrow says that a is smaller. */
    private static int difference(int a, int b) {
        int difference = ((a | TOP_BITS) - (b & ~TOP_BITS)) ^ ((a ^ ~b) & TOP_BITS);
        int smaller = (((~a & b) | (~(a ^ b) & difference)) & TOP_BITS) >>> 7;
        return (difference ^ ((smaller << 8) - smaller)) + smaller;
    }

    /** Adds to sums of 16 bits, two in an int: those of the bytes at even and at odd places. */
    static void addTo(int[] even, int[] odd, int[] row) {
        for (int i = 0; i < row.length; i++) {
            even[i] += row[i] & EVEN_BYTES;
            odd[i] += row[i] >>> 8 & EVEN_BYTES;
        }
    }

    /** The four bytes at each of some places, of which the last belongs to another pixel. */
    static void loadPixels(byte[] bytes, int[] places, int[] target) {
        for (int i = 0; i < places.length; i++) {
            target[i] = (int) INT.get(bytes, places[i]);
        }
    }

    /** The lower three bytes of each int, one after the other; overwrites one byte more. */
    static void storePixels(int[] source, byte[] bytes) {
        for (int i = 0; i < source.length; i++) {
            INT.set(bytes, 3 * i, source[i]);
        }
    }
}
