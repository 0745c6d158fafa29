package dev.vedette.engine;

import dev.vedette.engine.onednn.Denormals;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Planes;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Deals samples out to worker threads, each sample whole to one of them. */
final class PooledEngine implements ScoringEngine {
    private final NetworkConfig network;
    private final ErrorSums errors;
    private final ExecutorService threads;
    private final Backend backend;
    private final ConcurrentLinkedQueue<NetworkWorker> idle = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param backend made on a worker thread, where what it sets for its thread disturbs nobody */
    PooledEngine(NetworkConfig network, int size, Callable<Backend> backend) {
        this.network = network;
        this.errors = new ErrorSums(network);
        this.threads = Executors.newFixedThreadPool(size, threadFactory());
        try {
            this.backend = await(threads.submit(backend));
        } catch (RuntimeException | Error e) {
            threads.shutdown();
            throw e;
        }
    }

    private static ThreadFactory threadFactory() {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Runnable computing = () -> {
                Denormals.areZeroOnThisThread();
                work.run();
            };
            Thread thread = new Thread(computing, "vedette-engine-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public String description() {
        return backend.description();
    }

    @Override
    public NetworkConfig network() {
        return network;
    }

    @Override
    public List<TokenErrors> score(List<Sample> samples) {
        return forEach(samples, (worker, sample) -> errors.of(sample, worker.teacher(), worker.student()));
    }

    @Override
    public Prediction predict(Sample sample) {
        return forEach(
                        List.of(sample),
                        (worker, same) -> new Prediction(
                                tensor(worker.latent(), 1 + network.keptTokens(), network.encoderWidth()),
                                tensor(worker.teacher(), network.tokens(), network.outputPatchSize()),
                                tensor(worker.student(), network.tokens(), network.outputPatchSize())))
                .get(0);
    }

    private static Tensor tensor(FloatBuffer values, int rows, int columns) {
        Tensor tensor = Tensor.zeros(rows, columns);
        values.get(0, tensor.values());
        return tensor;
    }

    private <R> List<R> forEach(List<Sample> samples, BiFunction<NetworkWorker, Sample, R> read) {
        List<Callable<R>> tasks = new ArrayList<>();
        for (Sample sample : samples) {
            tasks.add(() -> compute(sample, read));
        }
        try {
            return threads.invokeAll(tasks).stream().map(PooledEngine::await).toList();
        } catch (RejectedExecutionException e) {
            throw VedetteException.internal("the scoring engine is closed", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private <R> R compute(Sample sample, BiFunction<NetworkWorker, Sample, R> read) {
        check(sample);
        NetworkWorker free = idle.poll();
        NetworkWorker worker = free == null ? backend.newWorker() : free;
        try {
            worker.run(sample);
            return read.apply(worker, sample);
        } finally {
            idle.add(worker);
        }
    }

    private void check(Sample sample) {
        int pixels = NetworkConfig.INPUT_CHANNELS / Sample.PICTURES * network.frameHeight() * network.frameWidth();
        for (Planes picture : sample.pictures()) {
            if (picture.values().length != pixels) {
                throw VedetteException.badInput(
                        "a picture has " + picture.values().length + " values, the network expects " + pixels + " (3 × "
                                + network.frameHeight() + " × " + network.frameWidth() + ")");
            }
        }
        if (sample.mask().tokens() != network.tokens() || sample.mask().keptTokens() != network.keptTokens()) {
            throw VedetteException.badInput("a mask keeps " + sample.mask().keptTokens() + " of "
                    + sample.mask().tokens() + " tokens, the network expects " + network.keptTokens() + " of "
                    + network.tokens());
        }
    }

    private static <R> R await(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof VedetteException fault) {
                throw fault;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw VedetteException.internal("the scoring engine failed: " + cause, e);
        }
    }

    private static VedetteException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return VedetteException.internal("interrupted while scoring", e);
    }

    /** Lets running work end, then frees all native memory. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        threads.shutdown();
        awaitEnd();
        idle.forEach(NetworkWorker::close);
        backend.close();
    }

    /** Memory that a worker thread still writes to must not be freed, not even when the caller is interrupted. */
    private void awaitEnd() {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.HOURS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
