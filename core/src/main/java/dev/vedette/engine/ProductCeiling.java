package dev.vedette.engine;

import dev.vedette.engine.onednn.OpenMp;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
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
     * @return empty where oneDNN has no such product for this processor
     * @throws LinkageError where oneDNN cannot be loaded
     */
    public static OptionalDouble multiplyAddsPerSecond(Numbers numbers, int threads) {
        return isThere(numbers) ? OptionalDouble.of(measure(numbers, threads)) : OptionalDouble.empty();
    }

    private static double measure(Numbers numbers, int threads) {
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
            memory a = zeros(cpu, left(numbers));
            memory b = zeros(cpu, right(numbers));
            memory c = zeros(cpu, memory.data_type.f32);
            matmul product = new matmul(product(cpu, a.get_desc(), b.get_desc(), c.get_desc()));
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

    @SuppressWarnings("try")
    private static boolean isThere(Numbers numbers) {
        try (PointerScope temporary = new PointerScope()) {
            product(
                    new engine(engine.kind.cpu, 0),
                    square(left(numbers)),
                    square(right(numbers)),
                    square(memory.data_type.f32));
            return true;
        } catch (RuntimeException e) {
            // All that oneDNN says of it; the sizes and numbers are sound.
            return false;
        }
    }

    private static matmul.primitive_desc product(engine cpu, memory.desc a, memory.desc b, memory.desc c) {
        return new matmul.primitive_desc(cpu, a, b, c);
    }

    private static memory.data_type left(Numbers numbers) {
        return switch (numbers) {
            case FLOAT32 -> memory.data_type.f32;
            case BFLOAT16 -> memory.data_type.bf16;
            case INT8 -> memory.data_type.u8;
        };
    }

    private static memory.data_type right(Numbers numbers) {
        return numbers == Numbers.INT8 ? memory.data_type.s8 : left(numbers);
    }

    private static memory.desc square(memory.data_type type) {
        return new memory.desc(new long[] {SIDE, SIDE}, type, memory.format_tag.ab);
    }

    private static memory zeros(engine cpu, memory.data_type type) {
        memory zeros = new memory(square(type), cpu);
        Pointer.memset(zeros.get_data_handle(), 0, zeros.get_desc().get_size());
        return zeros;
    }
}
