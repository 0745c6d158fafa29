package dev.vedette.flink;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import org.jspecify.annotations.Nullable;

/** Where videos are scored one after the other. Keeps the last detector at hand, because neighbours mostly are of one camera. Not thread-safe. */
final class Bench implements AutoCloseable {
    private final DetectorStore store;
    private final Precision precision;
    private String hash = "";
    private @Nullable Detector detector;
    private @Nullable ScoringEngine engine;

    Bench(DetectorStore store, Precision precision) {
        this.store = store;
        this.precision = precision;
    }

    /** Opens a video at its start; the caller closes it before opening another. */
    VideoScoring open(VideoSplit video) {
        Detector fitting = detector(video.detector());
        return VideoScoring.open(video, fitting, engine);
    }

    private Detector detector(String wanted) {
        if (detector != null && hash.equals(wanted)) {
            return detector;
        }
        close();
        Detector read = store.read(wanted);
        if (read.scoring().needsNetwork()) {
            // A slot is a core.
            engine = DetectorEngines.open(read, EngineOptions.defaults().withThreads(1), precision);
        }
        detector = read;
        hash = wanted;
        return read;
    }

    @Override
    public void close() {
        detector = null;
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }
}
