package dev.vedette.server.watch;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a camera's work on disk and store, one piece after the other, apart from the threads that score. Work that fails is reported and
 * costs nothing else; work that piles up because the disk is too slow is left out. Thread-safe.
 */
final class Desk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final int USUALLY_WAITING = 100;
    private static final long SECONDS_TO_END = 5;
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);

    private final ThreadPoolExecutor thread;
    private volatile @Nullable String fault;
    private volatile long faultAt;

    /** @param frameRate frames a second; of fast cameras a second's may wait */
    Desk(String name, double frameRate) {
        int most = Math.max(USUALLY_WAITING, (int) Math.ceil(frameRate));
        thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(most), work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
        // Work that is put into the queue directly finds the thread at it.
        thread.prestartCoreThread();
    }

    void put(Runnable work) {
        try {
            thread.execute(() -> attempt(work));
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                note("the disk is too slow: frames of clips are left out");
            }
        }
    }

    /** Work that must not be left out: waits for its place, for some seconds. */
    void putSurely(Runnable work) {
        try {
            if (!thread.getQueue().offer(() -> attempt(work), SECONDS_TO_END, TimeUnit.SECONDS)) {
                note("the disk is too slow: the end of an event is left out");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            put(work);
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("what a camera saw could not be written: {}", e.toString());
            note("events cannot be written (" + e.getMessage() + ")");
        }
    }

    private void note(String what) {
        faultAt = System.nanoTime();
        fault = what;
    }

    /** What went wrong in the last minutes, if anything did. */
    @Nullable
    String fault() {
        return fault != null && System.nanoTime() - faultAt < REMEMBERED ? fault : null;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("the last events of a camera were not written in {} seconds", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
