package dev.vedette.flink;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorEngines;
import dev.vedette.engine.EngineOptions;
import dev.vedette.engine.ScoringEngine;
import org.jspecify.annotations.Nullable;

/** Where videos are scored one after the other. Keeps the last detector at hand, because neighbours mostly are of one camera. Not thread-safe. */
final class Bench implements AutoCloseable {
    private final ArchiveSource.Settings settings;
    private String hash = "";
    private @Nullable Detector detector;
    private @Nullable ScoringEngine engine;

    Bench(ArchiveSource.Settings settings) {
        this.settings = settings;
    }

    /**
     * Opens a video or a range of one where it begins; the caller closes it before opening another.
     *
     * @param file of the video; closed with what is opened, or when that fails
     */
    VideoScoring open(VideoSplit video, LocalFile file) {
        try {
            Detector fitting = detector(video.detector());
            return VideoScoring.open(video, file, fitting, engine);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private Detector detector(String wanted) {
        if (detector != null && hash.equals(wanted)) {
            return detector;
        }
        close();
        Detector read = settings.detector(wanted);
        if (read.scoring().needsNetwork()) {
            // A slot is a core.
            engine = DetectorEngines.open(read, EngineOptions.defaults().withThreads(1), settings.precision());
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
