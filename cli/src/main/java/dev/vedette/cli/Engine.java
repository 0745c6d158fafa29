package dev.vedette.cli;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import org.jspecify.annotations.Nullable;

/** The scoring engine of a detector, where its scores need one. */
final class Engine implements AutoCloseable {
    private final @Nullable ScoringEngine engine;

    private Engine(@Nullable ScoringEngine engine) {
        this.engine = engine;
    }

    /**
     * How a network is computed.
     *
     * @param options threads and library
     */
    record Computing(EngineOptions options, Precision precision) {
        /** Frames of large videos are megabytes each, and each video has some of them at hand. */
        private static final int MOST_SIDE_BY_SIDE = 4;

        /** How many videos are scored at a time. */
        int videosSideBySide() {
            return Math.min(MOST_SIDE_BY_SIDE, options.threads());
        }
    }

    static Engine of(Detector detector, Computing computing) {
        if (!detector.scoring().needsNetwork()) {
            return new Engine(null);
        }
        return new Engine(DetectorEngines.open(detector, computing.options(), computing.precision()));
    }

    @Nullable
    ScoringEngine orNull() {
        return engine;
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
