package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A video on its way to this machine, on a thread of its own: that may take longer than a checkpoint may wait. Closing lets go of it and
 * does not wait. For one thread.
 */
final class Fetch implements AutoCloseable {
    private final CompletableFuture<LocalFile> file = new CompletableFuture<>();
    private final Thread thread;

    /** @param ended told from the fetch's thread, when it is over */
    Fetch(String uri, Runnable ended) {
        this.thread = new Thread(() -> run(uri, ended), "fetches " + uri);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(String uri, Runnable ended) {
        try {
            LocalFile here = LocalFile.of(uri);
            if (!file.complete(here)) {
                here.close();
            }
        } catch (Throwable e) {
            // Whatever it is, the reader hears of it: nobody hears a thread that dies.
            file.completeExceptionally(e);
        } finally {
            ended.run();
        }
    }

    boolean over() {
        return file.isDone();
    }

    /**
     * What came of it, once it is over; the caller closes it, and this no more.
     *
     * @throws VedetteException as {@link LocalFile#of}
     */
    LocalFile take() {
        try {
            return file.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof VedetteException fault) {
                throw fault;
            }
            throw new IllegalStateException("a video could not be fetched", e);
        }
    }

    /** What is here, or comes all the same, is deleted. */
    @Override
    public void close() {
        thread.interrupt();
        boolean wasOver = !file.completeExceptionally(new CancellationException());
        if (wasOver && !file.isCompletedExceptionally()) {
            file.join().close();
        }
    }
}
