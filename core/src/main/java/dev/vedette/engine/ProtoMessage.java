package dev.vedette.engine;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protocol buffer message under construction, by field numbers. */
final class ProtoMessage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }

    private ProtoMessage write(Write field) {
        try {
            field.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProtoMessage number(int field, long value) {
        return write(() -> out.writeInt64(field, value));
    }

    ProtoMessage numbers(int field, long... values) {
        for (long value : values) {
            number(field, value);
        }
        return this;
    }

    ProtoMessage decimal(int field, float value) {
        return write(() -> out.writeFloat(field, value));
    }

    ProtoMessage text(int field, String value) {
        return write(() -> out.writeString(field, value));
    }

    ProtoMessage bytes(int field, byte[] value) {
        return write(() -> out.writeByteArray(field, value));
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return bytes(field, value.toByteArray());
    }

    byte[] toByteArray() {
        write(out::flush);
        return bytes.toByteArray();
    }
}
