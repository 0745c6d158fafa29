package dev.vedette.engine;

import dev.vedette.engine.onednn.Denormals;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Tensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
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
    private final Map<Integer, Queue<NetworkWorker>> idle;

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
        this.idle = new ConcurrentHashMap<>();
        try {
            this.backends = await(threads.submit(library));
            this.backend = await(threads.submit(() -> made(network)));
        } catch (RuntimeException | Error e) {
            threads.shutdown();
            throw e;
        }
    }

    /** The first one; without it the library is of no use. */
    private Backend made(NetworkConfig network) {
        try {
            return make(backends, network);
        } catch (RuntimeException | Error e) {
            backends.close();
            throw e;
        }
    }

    /** Shares what the root owns. */
    private PooledEngine(
            PooledEngine root, NetworkConfig network, Backend backend, Map<Integer, Queue<NetworkWorker>> idle) {
        this.network = network;
        this.size = root.size;
        this.backends = root.backends;
        this.threads = root.threads;
        this.root = root;
        this.memory = root.memory;
        this.idle = idle;
        this.backend = backend;
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
            return new PooledEngine(root, other, root.backend, root.idle);
        }
        return whileOpen(() -> root.others.computeIfAbsent(other, this::ofOtherSize));
    }

    private PooledEngine ofOtherSize(NetworkConfig other) {
        Backend made = await(threads.submit(() -> make(backends, other)));
        return new PooledEngine(root, other, made, new ConcurrentHashMap<>());
    }

    /** Nothing that the work needs is freed meanwhile. */
    private <R> R whileOpen(Supplier<R> work) {
        memory.readLock().lock();
        try {
            if (root.closed.get()) {
                throw VedetteException.internal("the scoring engine is closed", null);
            }
            return work.get();
        } catch (RuntimeException e) {
            throw named(e, e);
        } finally {
            memory.readLock().unlock();
        }
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

    private <R> List<R> forAll(List<Sample> samples, Reader<R> reader) {
        samples.forEach(sample -> sample.requireFits(network));
        return whileOpen(() -> deal(samples, reader));
    }

    /** As many groups of samples as fill the threads are dealt out whole; what is left over is shared by all threads, group by group. */
    private <R> List<R> deal(List<Sample> samples, Reader<R> reader) {
        List<List<Sample>> groups = groups(samples, samples.size() / size);
        AtomicReferenceArray<List<R>> results = new AtomicReferenceArray<>(groups.size());
        int leftOver = groups.size() % size;
        int team = leftOver == 0 ? 1 : size / leftOver;
        int whole = team == 1 ? groups.size() : groups.size() - leftOver;
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < whole; i++) {
            int number = i;
            tasks.add(() -> results.set(number, compute(groups.get(number), reader)));
        }
        Map<Integer, NetworkWorker> sharing = new LinkedHashMap<>();
        try {
            for (int i = whole; i < groups.size(); i++) {
                NetworkWorker worker = worker(groups.get(i).size());
                sharing.put(i, worker);
                tasks.addAll(worker.begin(groups.get(i), team));
            }
            runAll(tasks);
            sharing.forEach((number, worker) -> results.set(number, reader.read(worker)));
        } finally {
            sharing.forEach((number, worker) -> idle(groups.get(number).size()).add(worker));
        }
        return IntStream.range(0, groups.size())
                .mapToObj(results::get)
                .flatMap(List::stream)
                .toList();
    }

    /** Goes on when all have ended, also where one of them fails or the caller is interrupted: they compute in memory that others use afterwards. */
    private void runAll(List<Runnable> tasks) {
        CompletableFuture<?>[] running = tasks.stream()
                .map(task -> CompletableFuture.runAsync(task, threads))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            throw ofCause(e);
        }
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
        samples.forEach(sample -> sample.requireFits(network));
        return whileOpen(() -> Denormals.areZeroDuring(() -> groups(samples, samples.size()).stream()
                .map(group -> compute(group, reader))
                .flatMap(List::stream)
                .toList()));
    }

    private <R> List<R> compute(List<Sample> group, Reader<R> reader) {
        NetworkWorker worker = worker(group.size());
        try {
            worker.begin(group, 1).forEach(Runnable::run);
            return reader.read(worker);
        } finally {
            idle(group.size()).add(worker);
        }
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
            throw ofCause(e);
        }
    }

    /** What failed on another thread; an error is thrown as it is. */
    private static VedetteException ofCause(Exception e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return named(e.getCause(), e);
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
        memory.writeLock().lock();
        try {
            threads.shutdown();
            awaitEnd();
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
