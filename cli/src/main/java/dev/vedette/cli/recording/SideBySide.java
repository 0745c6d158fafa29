package dev.vedette.cli.recording;

import dev.vedette.fault.VedetteException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does several pieces of work side by side and hands their results over in the order of the work, faults included. Few results wait to be taken,
 * because they hold files. Not thread-safe.
 */
public final class SideBySide<R> implements AutoCloseable {
    private final Iterator<Callable<R>> rest;
    private final Consumer<R> unwanted;
    private final ExecutorService threads;
    private final Deque<Future<R>> begun = new ArrayDeque<>();

    /**
     * @param many how many to do at a time, at least 1
     * @param unwanted is given results that nobody took
     */
    public SideBySide(List<Callable<R>> work, int many, Consumer<R> unwanted) {
        this.rest = work.iterator();
        this.unwanted = unwanted;
        threads = Executors.newFixedThreadPool(many, task -> {
            Thread thread = new Thread(task, "vedette-side-by-side");
            thread.setDaemon(true);
            return thread;
        });
        // One more, so that no thread waits for the first one's result to be taken.
        for (int i = 0; i <= many; i++) {
            beginNext();
        }
    }

    private void beginNext() {
        if (rest.hasNext()) {
            begun.addLast(threads.submit(rest.next()));
        }
    }

    /**
     * Waits for the next result in order.
     *
     * @throws CancellationException when the calling thread is interrupted
     */
    public R next() {
        Future<R> first = begun.removeFirst();
        try {
            return result(first);
        } finally {
            beginNext();
        }
    }

    private static <R> R result(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw VedetteException.internal("work beside other work failed: " + e.getCause(), e);
        }
    }

    /** Ends what is under way and waits until it has ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        boolean interrupted = Thread.interrupted();
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        for (Future<R> left : begun) {
            if (left.isDone() && !left.isCancelled()) {
                drop(left);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void drop(Future<R> done) {
        try {
            unwanted.accept(result(done));
        } catch (RuntimeException e) {
            // Nobody waits for it any more.
        }
    }
}
