package dev.vedette.engine;

import dev.vedette.engine.onednn.Denormals;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
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
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Deals samples out to worker threads; results do not depend on how. */
final class PooledEngine implements ScoringEngine {
    private final NetworkConfig network;
    private final int size;
    private final ExecutorService threads;
    private final Backends backends;
    private final PooledEngine root;
    private final Map<NetworkConfig, PooledEngine> others = new ConcurrentHashMap<>();
    private final Backend backend;
    /** By the number of samples that they are for. */
    private final Map<Integer, Queue<NetworkWorker>> idle = new ConcurrentHashMap<>();

    private final AtomicBoolean closed = new AtomicBoolean();
    /** Held for writing to free what those who hold it for reading compute with. */
    private final ReadWriteLock memory;

    /** @param library opened on a worker thread, where what it sets for its thread disturbs nobody */
    PooledEngine(NetworkConfig network, int size, Callable<Backends> library) {
        this.network = network;
        this.size = size;
        this.threads = Executors.newFixedThreadPool(size, threadFactory());
        this.root = this;
        this.memory = new ReentrantReadWriteLock();
        try {
            this.backends = await(threads.submit(library));
            this.backend = await(threads.submit(() -> make(backends, network)));
        } catch (RuntimeException | Error e) {
            threads.shutdown();
            throw e;
        }
    }

    /** For another size of frames. */
    private PooledEngine(PooledEngine root, NetworkConfig network) {
        this.network = network;
        this.size = root.size;
        this.backends = root.backends;
        this.threads = root.threads;
        this.root = root;
        this.memory = root.memory;
        try {
            this.backend = await(threads.submit(() -> make(root.backends, network)));
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
    }

    private static Backend make(Backends backends, NetworkConfig network) {
        synchronized (backends) {
            return backends.of(network);
        }
    }

    @Override
    public ScoringEngine forFrame(int width, int height) {
        NetworkConfig other = network.withFrame(width, height);
        if (other.equals(root.network)) {
            return root;
        }
        return root.others.computeIfAbsent(other, key -> new PooledEngine(root, key));
    }

    @Override
    public ScoringEngine onCallingThread() {
        return new CallingThreadEngine(this);
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
        return forAll(samples, NetworkWorker::errors);
    }

    @Override
    public Prediction predict(Sample sample) {
        return forAll(List.of(sample), this::prediction).get(0);
    }

    List<Prediction> prediction(NetworkWorker worker) {
        return List.of(new Prediction(
                tensor(worker.latent(), 1 + network.keptTokens(), network.encoderWidth()),
                tensor(worker.teacher(), network.tokens(), network.outputPatchSize()),
                tensor(worker.student(), network.tokens(), network.outputPatchSize())));
    }

    private static Tensor tensor(FloatBuffer values, int rows, int columns) {
        Tensor tensor = Tensor.zeros(rows, columns);
        values.get(0, tensor.values());
        return tensor;
    }

    /** Reads results, one of each sample, from the worker that has them. */
    @FunctionalInterface
    interface Reader<R> {
        List<R> read(NetworkWorker worker);
    }

    /** As many groups of samples as fill the threads are dealt out whole; what is left over is shared by all threads, group by group. */
    private <R> List<R> forAll(List<Sample> samples, Reader<R> reader) {
        List<List<Sample>> groups = groups(samples, samples.size() / size);
        AtomicReferenceArray<List<R>> results = new AtomicReferenceArray<>(groups.size());
        int leftOver = groups.size() % size;
        int team = leftOver == 0 ? 1 : size / leftOver;
        int whole = team == 1 ? groups.size() : groups.size() - leftOver;
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < whole; i++) {
            int number = i;
            tasks.add(() -> {
                results.set(number, compute(groups.get(number), reader));
                return null;
            });
        }
        for (int i = whole; i < groups.size(); i++) {
            int number = i;
            tasks.addAll(shares(groups.get(i), team, reader, result -> results.set(number, result)));
        }
        try {
            threads.invokeAll(tasks).forEach(PooledEngine::await);
        } catch (RejectedExecutionException e) {
            throw closed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        return IntStream.range(0, groups.size())
                .mapToObj(results::get)
                .flatMap(List::stream)
                .toList();
    }

    /** In order; their sizes are powers of two, so that few kinds of workers are needed. */
    private List<List<Sample>> groups(List<Sample> samples, int wanted) {
        List<List<Sample>> groups = new ArrayList<>();
        int group = Integer.highestOneBit(Math.max(1, Math.min(wanted, backend.most())));
        for (int from = 0; from < samples.size(); from += group) {
            while (group > samples.size() - from) {
                group /= 2;
            }
            groups.add(samples.subList(from, from + group));
        }
        return groups;
    }

    /** One after the other, without the pool. */
    <R> List<R> onThisThread(List<Sample> samples, Reader<R> reader) {
        memory.readLock().lock();
        try {
            if (root.closed.get()) {
                throw closed(null);
            }
            return Denormals.areZeroDuring(() -> groups(samples, samples.size()).stream()
                    .map(group -> compute(group, reader))
                    .flatMap(List::stream)
                    .toList());
        } catch (RuntimeException e) {
            throw named(e, e);
        } finally {
            memory.readLock().unlock();
        }
    }

    private static VedetteException closed(@Nullable RejectedExecutionException e) {
        return VedetteException.internal("the scoring engine is closed", e);
    }

    private <R> List<R> compute(List<Sample> group, Reader<R> reader) {
        group.forEach(sample -> sample.requireFits(network));
        NetworkWorker worker = worker(group.size());
        try {
            worker.begin(group, 1).forEach(Runnable::run);
            return reader.read(worker);
        } finally {
            idle(group.size()).add(worker);
        }
    }

    private <R> List<Callable<Void>> shares(List<Sample> group, int team, Reader<R> reader, Consumer<List<R>> result) {
        group.forEach(sample -> sample.requireFits(network));
        if (root.closed.get()) {
            throw closed(null);
        }
        NetworkWorker worker = worker(group.size());
        List<Runnable> shares = worker.begin(group, team);
        AtomicInteger left = new AtomicInteger(shares.size());
        return shares.stream()
                .map(share -> (Callable<Void>) () -> {
                    try {
                        share.run();
                    } finally {
                        if (left.decrementAndGet() == 0) {
                            result.accept(reader.read(worker));
                            idle(group.size()).add(worker);
                        }
                    }
                    return null;
                })
                .toList();
    }

    private NetworkWorker worker(int samples) {
        NetworkWorker free = idle(samples).poll();
        return free == null ? backend.newWorker(samples) : free;
    }

    private Queue<NetworkWorker> idle(int samples) {
        return idle.computeIfAbsent(samples, key -> new ConcurrentLinkedQueue<>());
    }

    static <R> R await(Future<R> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw named(e.getCause(), e);
        }
    }

    private static VedetteException named(@Nullable Throwable cause, Exception e) {
        return cause instanceof VedetteException fault
                ? fault
                : VedetteException.internal("the scoring engine failed: " + cause, e);
    }

    private static VedetteException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return VedetteException.internal("interrupted while scoring", e);
    }

    /** Lets running work end, then frees all native memory. */
    @Override
    public void close() {
        if (root != this || closed.getAndSet(true)) {
            return;
        }
        threads.shutdown();
        awaitEnd();
        memory.writeLock().lock();
        try {
            freeAll();
        } finally {
            memory.writeLock().unlock();
        }
    }

    private void freeAll() {
        others.values().forEach(PooledEngine::free);
        free();
        backends.close();
    }

    private void free() {
        idle.values().forEach(workers -> workers.forEach(NetworkWorker::close));
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
