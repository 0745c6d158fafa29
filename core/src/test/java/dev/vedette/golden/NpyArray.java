package dev.vedette.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden vector of the test resources: a C-ordered {@code .npy} file of any of the types used there. */
public record NpyArray(int[] shape, String type, ByteBuffer data) {
    private static final Pattern HEADER = Pattern.compile("'descr': '([^']+)'.*'shape': \\(([^)]*)\\)");

    /** Reads a resource below {@code golden/}. */
    public static NpyArray load(String path) {
        try (InputStream in = NpyArray.class.getResourceAsStream("/golden/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException("no test resource golden/" + path);
            }
            return of(in.readAllBytes(), "golden/" + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file. */
    public static NpyArray read(Path file) {
        try {
            return of(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NpyArray of(byte[] bytes, String name) {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean longHeader = file.get(6) > 1;
        int start = longHeader ? 12 : 10;
        int length = longHeader ? file.getInt(8) : file.getShort(8) & 0xffff;
        Matcher header = HEADER.matcher(new String(file.array(), start, length, StandardCharsets.US_ASCII));
        if (!header.find()) {
            throw new IllegalArgumentException(name + " is not an .npy file");
        }
        int[] shape = Arrays.stream(header.group(2).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        ByteBuffer data =
                file.slice(start + length, file.capacity() - start - length).order(ByteOrder.LITTLE_ENDIAN);
        return new NpyArray(shape, header.group(1), data);
    }

    public int size() {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** Element number {@code i} in file order, whatever the type. */
    public double at(int i) {
        return switch (type) {
            case "<f8" -> data.getDouble(i * 8);
            case "<f4" -> data.getFloat(i * 4);
            case "<i8" -> data.getLong(i * 8);
            case "<i4" -> data.getInt(i * 4);
            case "|u1" -> data.get(i) & 0xff;
            default -> throw new IllegalArgumentException("element type " + type);
        };
    }

    /** The values of a uint8 array. */
    public byte[] bytes() {
        byte[] values = new byte[size()];
        data.get(0, values);
        return values;
    }

    public double[] doubles() {
        double[] values = new double[size()];
        Arrays.setAll(values, this::at);
        return values;
    }

    public float[] floats() {
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) at(i);
        }
        return values;
    }
}
