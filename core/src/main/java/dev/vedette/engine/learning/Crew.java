package dev.vedette.engine.learning;

import dev.vedette.engine.onednn.Denormals;
import dev.vedette.engine.onednn.OpenMp;
import dev.vedette.fault.VedetteException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that share out work among them; each lets oneDNN compute on that thread alone. */
final class Crew implements AutoCloseable {
    private final int size;
    private final ExecutorService threads;

    /**
     * @throws LinkageError where oneDNN cannot be loaded
     * @throws VedetteException internal, where it cannot be made to compute on one thread
     */
    Crew(int size) {
        this.size = size;
        // On a thread of the crew it would be too late to tell.
        OpenMp.oneThreadDuring(() -> {});
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(size, work -> {
            Runnable alone = () -> {
                OpenMp.useOneThread();
                Denormals.areZeroOnThisThread();
                work.run();
            };
            Thread thread = new Thread(alone, "vedette-learning-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    int size() {
        return size;
    }

    /** Work on one of many things. */
    @FunctionalInterface
    interface Work {
        /** @param worker below the crew's size; at no time do two calls have the same */
        void on(int worker, int item);
    }

    /** Does the work on items 0..count−1 in any order and returns when all is done. */
    void each(int count, Work work) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> shares = new ArrayList<>();
        for (int i = 0; i < Math.min(size, count); i++) {
            int worker = i;
            shares.add(() -> {
                for (int item = next.getAndIncrement(); item < count; item = next.getAndIncrement()) {
                    work.on(worker, item);
                }
                return null;
            });
        }
        List<Future<Void>> running = shares.stream().map(threads::submit).toList();
        running.forEach(Crew::finish);
        running.forEach(Crew::await);
        if (Thread.currentThread().isInterrupted()) {
            throw VedetteException.internal("interrupted while learning", null);
        }
    }

    /** Memory that a share still works on must not be freed, not even when the caller is interrupted or another share fails. */
    private static void finish(Future<Void> share) {
        boolean interrupted = false;
        while (!share.isDone()) {
            try {
                share.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                break;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does something on one of the threads. */
    <T> T once(Callable<T> work) {
        return await(threads.submit(work));
    }

    private static <T> T await(Future<T> future) {
        boolean interrupted = Thread.interrupted();
        try {
            return future.get();
        } catch (InterruptedException e) {
            interrupted = true;
            throw VedetteException.internal("interrupted while learning", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof VedetteException fault) {
                throw fault;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw VedetteException.internal("learning failed: " + e.getCause(), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
