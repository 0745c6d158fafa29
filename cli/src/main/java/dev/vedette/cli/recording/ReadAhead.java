package dev.vedette.cli.recording;

import dev.vedette.frame.Frame;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Decodes on a thread of its own, a few frames ahead, so that no core waits while a batch is put together. Frames and faults
 * come in the order of the video. Not thread-safe.
 */
public final class ReadAhead implements FrameSource {
    /** Enough for one batch; frames of large videos are megabytes each. */
    private static final int FRAMES = 8;

    private final BlockingQueue<Item> items = new ArrayBlockingQueue<>(FRAMES);
    private final Thread reader;
    private boolean ended;

    /** A frame, a fault, or the end. */
    private record Item(@Nullable Frame frame, @Nullable Throwable fault) {}

    public ReadAhead(Video video) {
        reader = new Thread(() -> read(video), "vedette-decoder");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Video video) {
        try (FrameSource source = video.open()) {
            for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
                items.put(new Item(next.get(), null));
            }
            items.put(new Item(null, null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed early: nobody waits for more
        } catch (RuntimeException | Error e) {
            putFault(e);
        }
    }

    private void putFault(Throwable fault) {
        try {
            items.put(new Item(null, fault));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws CancellationException when the calling thread is interrupted */
    @Override
    public Optional<Frame> next() {
        if (ended) {
            return Optional.empty();
        }
        Item item = take();
        ended = item.frame() == null;
        if (item.fault() instanceof Error error) {
            throw error;
        }
        if (item.fault() instanceof RuntimeException fault) {
            throw fault;
        }
        return Optional.ofNullable(item.frame());
    }

    private Item take() {
        try {
            return items.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
