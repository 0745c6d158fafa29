package dev.vedette.video.camera;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A camera's frames, decoded in a process of their own. Files and the street begin anew after their end, which {@link #next()} gives once
 * before: without a pause, numbered and timed anew. {@link #next()} is for one thread; {@link #close()} may be called by any, kills the
 * process and thereby ends a {@code next()} that waits.
 */
public final class DecoderProcess implements FrameSource {
    private final Process process;
    private final DataInputStream frames;

    private DecoderProcess(Process process) {
        this.process = process;
        this.frames = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 20));
    }

    /**
     * Starts decoding.
     *
     * @throws VedetteException device, when no process can be started
     */
    public static DecoderProcess start(DecoderOrder order) {
        List<String> command = ChildJava.command(DecoderMain.class, "384m", "-Xss512k", "-XX:TieredStopAtLevel=1");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            order.writeTo(new DataOutputStream(process.getOutputStream()));
            return new DecoderProcess(process);
        } catch (IOException e) {
            throw VedetteException.device("no decoder can be started (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public Optional<Frame> next() {
        try {
            return FrameWire.read(frames);
        } catch (EOFException e) {
            throw VedetteException.badInput("the decoder died", e);
        } catch (IOException e) {
            throw VedetteException.badInput("the decoder was ended (" + e.getMessage() + ")", e);
        }
    }

    /** Number of the process, for those who watch it. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
