package dev.vedette.libtorch;

import dev.vedette.engine.Contender;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** libtorch on the processor, in float32 and in bfloat16. */
public final class LibtorchContender implements Contender {
    private static final Logger LOG = LoggerFactory.getLogger(LibtorchContender.class);

    /** Which library multiplies matrices; read when libtorch's binding loads. */
    private static final String BLAS = "org.bytedeco.openblas.load";

    /**
     * What must be in the environment before the process starts: MKL on libtorch's own threads, and blocks of memory that stay with the
     * process, instead of pages that are made anew for every tensor.
     */
    private static final List<String> SETTINGS = List.of(
            "MKL_THREADING_LAYER",
            "MALLOC_ARENA_MAX",
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_");

    @Override
    public List<ScoringEngine> open(NetworkConfig network, Weights weights, int threads) {
        preferMkl();
        List<String> missing =
                SETTINGS.stream().filter(name -> System.getenv(name) == null).toList();
        if (!missing.isEmpty()) {
            LOG.warn("libtorch is slower without {} in the environment: see docs/benchmarks.md", missing);
        }
        List<ScoringEngine> engines = new ArrayList<>();
        try {
            for (Numbers numbers : Numbers.values()) {
                engines.add(LibtorchEngine.open(network, weights, numbers, threads));
            }
            return engines;
        } catch (LinkageError e) {
            throw VedetteException.device("libtorch cannot be loaded here: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            engines.forEach(ScoringEngine::close);
            throw e;
        }
    }

    private static void preferMkl() {
        if (System.getProperty(BLAS) == null
                && LibtorchContender.class.getResource("/org/bytedeco/mkl/" + Loader.getPlatform() + "/") != null) {
            System.setProperty(BLAS, "mkl");
        }
    }
}
