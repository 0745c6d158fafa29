package dev.vedette.frame;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done to every frame before the network sees it: 1280×720 to 640×320. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PicturesBenchmark {
    private final Image before = noise(1);
    private final Image after = noise(2);
    private final BilinearResize resize = new BilinearResize(1280, 720, 640, 320);
    private final Image small = resize.apply(before);

    private static Image noise(long seed) {
        Image image = Image.black(1280, 720);
        new Random(seed).nextBytes(image.bgr());
        return image;
    }

    @Benchmark
    public Image resize() {
        return resize.apply(before);
    }

    @Benchmark
    public float[] planes() {
        return Planes.of(small).values();
    }

    @Benchmark
    public float[] localContrast() {
        return LocalContrast.of(small).values();
    }

    @Benchmark
    public Image motionGradient() {
        return MotionGradient.between(before, after);
    }
}
