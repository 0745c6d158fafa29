package dev.vedette.cli;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.cli.report.EventFiles;
import dev.vedette.cli.report.EventPicture;
import dev.vedette.cli.report.Illustrator;
import dev.vedette.cli.report.KnownEvent;
import dev.vedette.cli.report.ReportPage;
import dev.vedette.cli.report.ScoreFiles;
import dev.vedette.detection.Detector;
import dev.vedette.engine.EngineOptions;
import dev.vedette.frame.Video;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a detector over videos, with everything that it leaves in its folder. Not thread-safe. */
final class Detection implements AutoCloseable {
    private final Detector detector;
    private final Path output;
    private final boolean overlay;
    private final Engine engine;
    private final VideoScorer scorer;
    private final ReportPage page;

    /** @param detectorName for the report */
    Detection(Detector detector, String detectorName, EngineOptions options, Path output, boolean overlay) {
        this.detector = detector;
        this.output = output;
        this.overlay = overlay;
        engine = Engine.of(detector, options);
        scorer = new VideoScorer(detector, engine.orNull());
        page = new ReportPage(detector, detectorName);
    }

    /**
     * Scores a video and writes its files.
     *
     * @param known what is known to be abnormal in it; empty where nothing is known
     * @param told sees the scores before they are dropped
     */
    void detect(Video video, List<KnownEvent> known, Consumer<ScoredVideo> told) {
        Path folder = output.resolve(video.name());
        try (ScoredVideo scored = score(video, folder)) {
            ScoreFiles.writeCsv(folder.resolve("scores.csv"), scored);
            ScoreFiles.writeJson(folder.resolve("scores.json"), scored, detector);
            EventFiles.writeCsv(folder.resolve("events.csv"), scored);
            EventFiles.writeJson(folder.resolve("events.json"), scored);
            page.add(scored, known, illustrate(scored, folder), overlay);
            told.accept(scored);
        }
    }

    /** Writes the page about all videos so far and says where it is. */
    Path writePage() {
        Path file = output.resolve("report.html");
        page.write(file);
        return file;
    }

    private ScoredVideo score(Video video, Path folder) {
        try (Progress progress = new Progress(video.name(), -1, "frames")) {
            return scorer.score(video, folder, progress::at);
        }
    }

    private List<EventPicture> illustrate(ScoredVideo scored, Path folder) {
        @Nullable Path file = overlay ? folder.resolve("overlay.mp4") : null;
        try (Progress progress = new Progress("pictures", scored.frames(), "frames")) {
            return new Illustrator(scored, detector, folder).illustrate(file, progress::at);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
