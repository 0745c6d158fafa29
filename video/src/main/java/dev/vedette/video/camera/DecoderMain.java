package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;

/**
 * The process in which a camera is decoded: whatever a stream does to the decoder, it is this process that dies and not the watch.
 * It ends with the process that started it, whose end of the pipe closes then.
 */
public final class DecoderMain {
    private DecoderMain() {}

    /** Reads its order from standard input and writes frames to standard output. */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 20));
        DecoderOrder order = DecoderOrder.readFrom(in);
        ParentProcess.endWith(in);
        try (OrderedFrames source = OrderedFrames.open(order)) {
            do {
                for (Optional<Frame> frame = source.next(); frame.isPresent(); frame = source.next()) {
                    FrameWire.write(out, frame.get());
                }
                FrameWire.writeEnd(out);
            } while (source.beginAnew());
        } catch (VedetteException e) {
            FrameWire.writeFault(out, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            FrameWire.writeFault(out, "the decoder failed (" + e + ")");
        }
        Runtime.getRuntime().halt(0);
    }
}
