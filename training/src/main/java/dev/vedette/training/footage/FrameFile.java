package dev.vedette.training.footage;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/**
 * A temporary file of slots, each for the frames and motion gradients of one segment. Read at positions instead of being
 * mapped, so that resident memory does not grow with the footage. Reading is safe from many threads.
 */
final class FrameFile implements AutoCloseable {
    private final int width;
    private final int height;
    private final int imageBytes;
    private final Path path;
    private final FileChannel channel;
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private int slots;

    FrameFile(FootageSettings settings) {
        width = settings.width();
        height = settings.height();
        imageBytes = width * height * 3;
        try {
            Files.createDirectories(settings.folder());
            path = Files.createTempFile(settings.folder(), "vedette-footage-", ".raw");
            channel = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot create a temporary file in " + settings.folder() + " (" + e
                            + "): name a folder that can be written, with room for "
                            + mebibytes((long) settings.maxFrames() * imageBytes * 2) + " MiB",
                    e);
        }
    }

    /** A slot for {@link FootageStore#SEGMENT_FRAMES} frames, used again if one was freed. */
    int allocate() {
        return freeSlots.isEmpty() ? slots++ : freeSlots.pop();
    }

    void free(int slot) {
        freeSlots.push(slot);
    }

    /** Number of a frame in the file. */
    static int position(int slot, int frame) {
        return slot * FootageStore.SEGMENT_FRAMES + frame;
    }

    void write(int position, Image frame, Image gradient) {
        ByteBuffer[] parts = {ByteBuffer.wrap(frame.bgr()), ByteBuffer.wrap(gradient.bgr())};
        long at = offset(position);
        try {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    at += channel.write(part, at);
                }
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot keep the footage in " + path + " (" + e.getMessage() + ") after "
                            + mebibytes(offset(position))
                            + " MiB: make room, name another folder, or keep fewer frames",
                    e);
        }
    }

    Image frame(int position) {
        return read(offset(position));
    }

    Image gradient(int position) {
        return read(offset(position) + imageBytes);
    }

    private Image read(long offset) {
        byte[] bgr = new byte[imageBytes];
        ByteBuffer buffer = ByteBuffer.wrap(bgr);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new IOException("the file is shorter than it was");
                }
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot read the kept footage back from " + path + " (" + e.getMessage()
                            + "): check the disk and start again",
                    e);
        }
        return new Image(width, height, bgr);
    }

    private long offset(int position) {
        return 2L * imageBytes * position;
    }

    private static long mebibytes(long bytes) {
        return bytes >> 20;
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit();
        }
    }

    private static CancellationException interrupted(ClosedByInterruptException e) {
        CancellationException told = new CancellationException("reading footage was broken off");
        told.initCause(e);
        return told;
    }
}
