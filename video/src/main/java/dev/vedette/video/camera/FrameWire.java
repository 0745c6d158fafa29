package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.Image;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** How frames come out of a decoder's process: a letter, then a frame's time, size and pixels, the end of a round, or what went wrong. */
final class FrameWire {
    private static final int FRAME = 'F';
    private static final int END = 'E';
    private static final int FAULT = 'X';
    private static final int LONGEST_SIDE = 16_384;
    private static final int MOST_BYTES = 3 * 8192 * 8192;

    private FrameWire() {}

    static void write(DataOutputStream out, Frame frame) throws IOException {
        out.writeByte(FRAME);
        out.writeLong(frame.index());
        out.writeLong(frame.time().toNanos());
        out.writeInt(frame.image().width());
        out.writeInt(frame.image().height());
        out.write(frame.image().bgr());
        out.flush();
    }

    static void writeEnd(DataOutputStream out) throws IOException {
        out.writeByte(END);
        out.flush();
    }

    static void writeFault(DataOutputStream out, String what) throws IOException {
        out.writeByte(FAULT);
        out.writeUTF(what.length() > 1000 ? what.substring(0, 1000) : what);
        out.flush();
    }

    /** @throws VedetteException bad input, with what the decoder says is wrong or when it says nothing sensible */
    static Optional<Frame> read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case FRAME -> Optional.of(frame(in));
            case END -> Optional.empty();
            case FAULT -> throw VedetteException.badInput(in.readUTF());
            default -> throw nonsense("a letter " + kind);
        };
    }

    private static Frame frame(DataInputStream in) throws IOException {
        long index = in.readLong();
        Duration time = Duration.ofNanos(in.readLong());
        int width = in.readInt();
        int height = in.readInt();
        if (width < 1 || height < 1 || width > LONGEST_SIDE || height > LONGEST_SIDE) {
            throw nonsense("a frame of " + width + "x" + height);
        }
        long bytes = 3L * width * height;
        if (bytes > MOST_BYTES) {
            throw nonsense("a frame of " + bytes + " bytes");
        }
        byte[] pixels = new byte[(int) bytes];
        in.readFully(pixels);
        return new Frame(index, time, new Image(width, height, pixels));
    }

    private static VedetteException nonsense(String what) {
        return VedetteException.badInput("the decoder sent " + what + ": it is broken and begins anew");
    }
}
