package dev.vedette.server.watch;

import dev.vedette.detection.CameraOptions;
import dev.vedette.detection.CameraPool;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A detector at work at a camera, with the engine that computes it. Close it after its sessions. */
final class Sight implements AutoCloseable {
    private final ActiveDetector active;
    private final CameraPool pool;
    private final @Nullable ScoringEngine engine;

    Sight(ActiveDetector active, CameraPool pool, int threads) {
        this.active = active;
        this.pool = pool;
        this.engine = active.detector().scoring().needsNetwork()
                ? DetectorEngines.open(
                        active.detector(), EngineOptions.defaults().withThreads(threads), Precision.AUTO)
                : null;
    }

    ActiveDetector active() {
        return active;
    }

    Session session(CameraOptions options, Consumer<Scored> scores) {
        return new Session(pool, active.detector(), engine, options, scores);
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
