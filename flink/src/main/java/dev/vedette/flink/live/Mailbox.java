package dev.vedette.flink.live;

import dev.vedette.flink.results.Row;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What threads of cameras have for the thread of the task, in order. Who puts waits while it is full. Thread-safe. */
final class Mailbox {
    private static final int MOST = 1024;

    private final BlockingQueue<Supplier<List<Row>>> letters = new LinkedBlockingQueue<>(MOST);
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private volatile boolean closed;

    void put(Supplier<List<Row>> letter) {
        try {
            if (!closed) {
                letters.put(letter);
                wake();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it is being closed
        }
    }

    /** Unless it is full. */
    void offer(Supplier<List<Row>> letter) {
        if (!closed && letters.offer(letter)) {
            wake();
        }
    }

    @Nullable
    Supplier<List<Row>> poll() {
        return letters.poll();
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    synchronized void wake() {
        available.complete(null);
    }

    /** Done as soon as there is something, or somebody was woken. */
    synchronized CompletableFuture<Void> available() {
        if (available.isDone()) {
            available = letters.isEmpty() ? new CompletableFuture<>() : CompletableFuture.completedFuture(null);
        }
        return available;
    }

    /** Takes nothing more, and lets go who waits. */
    void close() {
        closed = true;
        letters.clear();
    }
}
