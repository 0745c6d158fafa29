package dev.vedette.engine;

import dev.vedette.engine.onednn.OpenMp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/** How fast this machine multiplies matrices at best: what any engine can be held against. */
public final class ProductCeiling {
    private static final int SIDE = 512;
    private static final int PRODUCTS = 40;

    private ProductCeiling() {}

    /** Numbers that are multiplied. */
    public enum Numbers {
        FLOAT32,
        BFLOAT16,
        INT8
    }

    /**
     * Multiplications with addition a second, in large products on threads of their own, the best of five rounds.
     *
     * @throws LinkageError where oneDNN cannot be loaded
     */
    public static double multiplyAddsPerSecond(Numbers numbers, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            double best = 0;
            for (int round = 0; round < 5; round++) {
                best = Math.max(best, round(pool, numbers, threads));
            }
            return best;
        } finally {
            pool.shutdown();
        }
    }

    private static double round(ExecutorService pool, Numbers numbers, int threads) {
        CountDownLatch ready = new CountDownLatch(threads);
        List<Future<long[]>> times = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            times.add(pool.submit(() -> products(numbers, ready)));
        }
        long start = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (Future<long[]> time : times) {
            long[] span = PooledEngine.await(time);
            start = Math.min(start, span[0]);
            end = Math.max(end, span[1]);
        }
        return (double) threads * PRODUCTS * SIDE * SIDE * SIDE / ((end - start) * 1e-9);
    }

    @SuppressWarnings("try")
    private static long[] products(Numbers numbers, CountDownLatch ready) throws InterruptedException {
        OpenMp.useOneThread();
        try (PointerScope temporary = new PointerScope()) {
            engine cpu = new engine(engine.kind.cpu, 0);
            boolean eight = numbers == Numbers.INT8;
            memory.data_type left = eight
                    ? memory.data_type.u8
                    : numbers == Numbers.BFLOAT16 ? memory.data_type.bf16 : memory.data_type.f32;
            memory.data_type right = eight ? memory.data_type.s8 : left;
            memory a = zeros(cpu, left);
            memory b = zeros(cpu, right);
            memory c = zeros(cpu, memory.data_type.f32);
            matmul product = new matmul(new matmul.primitive_desc(cpu, a.get_desc(), b.get_desc(), c.get_desc()));
            IntMemoryMap arguments = new IntMemoryMap()
                    .put(dnnl.DNNL_ARG_SRC, a)
                    .put(dnnl.DNNL_ARG_WEIGHTS, b)
                    .put(dnnl.DNNL_ARG_DST, c);
            stream queue = new stream(cpu);
            product.execute(queue, arguments);
            ready.countDown();
            ready.await();
            long start = System.nanoTime();
            for (int i = 0; i < PRODUCTS; i++) {
                product.execute(queue, arguments);
            }
            return new long[] {start, System.nanoTime()};
        }
    }

    private static memory zeros(engine cpu, memory.data_type type) {
        long[] shape = {SIDE, SIDE};
        memory zeros = new memory(new memory.desc(shape, type, memory.format_tag.ab), cpu);
        Pointer.memset(zeros.get_data_handle(), 0, zeros.get_desc().get_size());
        return zeros;
    }
}
