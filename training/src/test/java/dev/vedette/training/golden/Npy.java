package dev.vedette.training.golden;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A golden vector: a C-ordered, little-endian NumPy array read from the test resources. */
public record Npy(int[] shape, String type, ByteBuffer data) {
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([^)]*)\\)");
    private static final Pattern TYPE = Pattern.compile("'descr': '([^']*)'");

    /** Reads for instance {@code data/blur3_in} from the resources under {@code golden/}. */
    public static Npy read(String name) {
        try (InputStream in = Npy.class.getResourceAsStream("/golden/" + name + ".npy")) {
            if (in == null) {
                throw new IllegalArgumentException("no golden vector " + name);
            }
            ByteBuffer all = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = all.getShort(8);
            String header = new String(all.array(), 10, headerLength, StandardCharsets.ISO_8859_1);
            all.position(10 + headerLength);
            int[] shape = Arrays.stream(first(SHAPE, header).split(","))
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .mapToInt(Integer::parseInt)
                    .toArray();
            return new Npy(shape, first(TYPE, header), all.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The values of a uint8 array. */
    public byte[] bytes() {
        expect("|u1");
        byte[] values = new byte[data.remaining()];
        data.duplicate().get(values);
        return values;
    }

    /** The values of a float32 array. */
    public float[] floats() {
        expect("<f4");
        float[] values = new float[data.remaining() / 4];
        data.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    private void expect(String expected) {
        if (!type.equals(expected)) {
            throw new IllegalStateException("the array holds " + type + ", not " + expected);
        }
    }

    private static String first(Pattern pattern, String header) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not a NumPy header: " + header);
        }
        return matcher.group(1);
    }
}
