package dev.vedette.training;

import dev.vedette.engine.learning.Batch;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** Makes the next batches beside the step that is running; at most {@value #AHEAD} are in memory. Not thread-safe. */
final class Loader implements AutoCloseable {
    private static final int AHEAD = 2;

    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "vedette-loader");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<CompletableFuture<Batch>> ahead = new ArrayDeque<>();
    private final IntFunction<Batch> batches;
    private final int steps;
    private int nextStep;

    /** @param batches makes the batch of a step; called in order from one thread */
    Loader(IntFunction<Batch> batches, int firstStep, int steps) {
        this.batches = batches;
        this.nextStep = firstStep;
        this.steps = steps;
        for (int i = 0; i < AHEAD; i++) {
            order();
        }
    }

    private void order() {
        if (nextStep < steps) {
            int step = nextStep++;
            ahead.add(CompletableFuture.supplyAsync(() -> batches.apply(step), worker));
        }
    }

    Batch next() {
        try {
            Batch batch = ahead.remove().join();
            order();
            return batch;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
