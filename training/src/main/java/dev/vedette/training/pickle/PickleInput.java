package dev.vedette.training.pickle;

import dev.vedette.fault.VedetteException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes of a pickle: knows how many are left, so that an announced length can be doubted before memory is taken. */
final class PickleInput {
    private static final int LONGEST_LINE = 1000;

    private final InputStream in;
    private final String name;
    private final long limit;
    private long position;

    /** @param limit bytes that may be read */
    PickleInput(InputStream in, long limit, String name) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.limit = limit;
        this.name = name;
    }

    /** What to call the file in messages. */
    String name() {
        return name;
    }

    long position() {
        return position;
    }

    int unsignedByte() throws IOException {
        int value = position < limit ? in.read() : -1;
        if (value < 0) {
            throw cutShort();
        }
        position++;
        return value;
    }

    int unsignedShort() throws IOException {
        return little(2).getShort() & 0xffff;
    }

    int int32() throws IOException {
        return little(4).getInt();
    }

    long int64() throws IOException {
        return little(8).getLong();
    }

    double bigEndianDouble() throws IOException {
        return ByteBuffer.wrap(bytes(8)).getDouble();
    }

    byte[] bytes(long length) throws IOException {
        if (length < 0 || length > limit - position) {
            throw cutShort();
        }
        byte[] bytes = in.readNBytes((int) length);
        position += bytes.length;
        if (bytes.length < length) {
            throw cutShort();
        }
        return bytes;
    }

    String text(long length) throws IOException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    /** Text up to the end of the line, without it. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int character = unsignedByte(); character != '\n'; character = unsignedByte()) {
            line.append((char) character);
            if (line.length() > LONGEST_LINE) {
                throw damaged("has a line of more than " + LONGEST_LINE + " characters");
            }
        }
        return line.toString();
    }

    VedetteException damaged(String problem) {
        return VedetteException.badInput(name + " " + problem + " (at byte " + position
                + " of its pickle): it is damaged or no PyTorch checkpoint");
    }

    private VedetteException cutShort() {
        return VedetteException.badInput(
                name + " ends inside its pickle (at byte " + position + "): it was cut short, copy it again");
    }

    private ByteBuffer little(int length) throws IOException {
        return ByteBuffer.wrap(bytes(length)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
