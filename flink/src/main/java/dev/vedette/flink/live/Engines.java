package dev.vedette.flink.live;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import dev.vedette.flink.DetectorStore;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Detectors of a reader's cameras, each with an engine that its cameras share. Thread-safe; close after the cameras. */
final class Engines implements AutoCloseable {
    private final DetectorStore store;
    private final Precision precision;
    private final Map<String, Opened> opened = new HashMap<>();
    private boolean closed;

    /** @param engine missing where the detector's rule needs none */
    record Opened(Detector detector, @Nullable ScoringEngine engine) {}

    Engines(DetectorStore store, Precision precision) {
        this.store = store;
        this.precision = precision;
    }

    /** @throws dev.vedette.fault.VedetteException when the detector cannot be read, or not be computed here */
    synchronized Opened of(String hash) {
        if (closed) {
            throw new IllegalStateException("a detector was asked for after the end");
        }
        Opened known = opened.get(hash);
        if (known == null) {
            known = open(store.read(hash));
            opened.put(hash, known);
        }
        return known;
    }

    private Opened open(Detector detector) {
        // A slot is a core.
        EngineOptions options = EngineOptions.defaults().withThreads(1);
        return new Opened(
                detector,
                detector.scoring().needsNetwork() ? DetectorEngines.open(detector, options, precision) : null);
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Opened one : opened.values()) {
            if (one.engine() != null) {
                one.engine().close();
            }
        }
        opened.clear();
    }
}
