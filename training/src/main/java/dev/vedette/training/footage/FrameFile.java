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
 * A temporary file of frames, each with its motion gradient, in numbered places. A place for each frame and not for each segment, because
 * segments may be short. Read at positions instead of being mapped, so that resident memory does not grow with the footage. Reading is safe
 * from many threads.
 */
final class FrameFile implements AutoCloseable {
    private final int width;
    private final int height;
    private final int imageBytes;
    private final Path path;
    private final FileChannel channel;
    private final Deque<Integer> freePlaces = new ArrayDeque<>();
    private int places;

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
                            + mebibytes(settings.mostBytes()) + " MiB",
                    e);
        }
    }

    /** A place for a frame: the one freed last or, where none is free, a new one at the end. */
    int allocate() {
        return freePlaces.isEmpty() ? places++ : freePlaces.pop();
    }

    void free(int place) {
        freePlaces.push(place);
    }

    void write(int place, Image frame, Image gradient) {
        ByteBuffer[] parts = {ByteBuffer.wrap(frame.bgr()), ByteBuffer.wrap(gradient.bgr())};
        long at = offset(place);
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
                            + mebibytes(offset(place))
                            + " MiB: make room, name another folder, or keep fewer frames",
                    e);
        }
    }

    Image frame(int place) {
        return read(offset(place));
    }

    Image gradient(int place) {
        return read(offset(place) + imageBytes);
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

    private long offset(int place) {
        return 2L * imageBytes * place;
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
