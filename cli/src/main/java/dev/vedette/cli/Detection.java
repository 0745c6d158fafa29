package dev.vedette.cli;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.SideBySide;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.cli.report.EventFiles;
import dev.vedette.cli.report.Illustrator;
import dev.vedette.cli.report.KnownEvent;
import dev.vedette.cli.report.Leftovers;
import dev.vedette.cli.report.ReportPage;
import dev.vedette.cli.report.ScoreFiles;
import dev.vedette.detection.Detector;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a detector over videos, with everything that it leaves in its folder. Not thread-safe. */
final class Detection implements AutoCloseable {
    private final Detector detector;
    private final Engine.Computing computing;
    private final Path output;
    private final boolean overlay;
    private final Engine engine;
    private final VideoScorer scorer;
    private final ReportPage page;

    /** @param detectorName for the report */
    Detection(Detector detector, String detectorName, Engine.Computing computing, Path output, boolean overlay) {
        this.detector = detector;
        this.output = output;
        this.overlay = overlay;
        this.computing = computing;
        page = new ReportPage(detector, detectorName);
        engine = Engine.of(detector, computing);
        scorer = new VideoScorer(detector, engine.orNull());
    }

    /**
     * Scores a video and writes its files.
     *
     * @param known what is known to be abnormal in it; empty where nothing is known
     * @param told sees the scores before they are dropped
     */
    void detect(Video video, List<KnownEvent> known, Consumer<ScoredVideo> told) {
        try (ScoredVideo scored = score(video)) {
            try (Progress progress = new Progress("pictures", scored.frames(), "frames")) {
                write(scored, known, progress::at);
            }
            told.accept(scored);
        }
    }

    /**
     * Scores several videos side by side and writes the files of each, in order.
     *
     * @param told sees the scores of each before they are dropped
     * @param failed is told of the fault of a video; goes on with the next unless it throws
     */
    void detect(List<Video> videos, Consumer<ScoredVideo> told, Consumer<VedetteException> failed) {
        AtomicLong frames = new AtomicLong();
        try (Progress progress = new Progress(videos.size() + " videos", -1, "frames");
                SideBySide<ScoredVideo> scoring = new SideBySide<>(
                        videos.stream()
                                .map(video -> scoring(video, progress, frames))
                                .toList(),
                        computing.videosSideBySide(),
                        ScoredVideo::close)) {
            for (int i = 0; i < videos.size(); i++) {
                try (ScoredVideo scored = scoring.next()) {
                    write(scored, List.of(), Detection::stopIfInterrupted);
                    told.accept(scored);
                } catch (VedetteException e) {
                    failed.accept(e);
                }
            }
        }
    }

    private Callable<ScoredVideo> scoring(Video video, Progress progress, AtomicLong frames) {
        return () -> scorer.score(video, folder(video), read -> progress.at(frames.incrementAndGet(), video.name()));
    }

    private static void stopIfInterrupted(long done) {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    private void write(ScoredVideo scored, List<KnownEvent> known, LongConsumer progress) {
        Path folder = folder(scored.video());
        Leftovers.remove(folder, scored.events().size(), overlay);
        ScoreFiles.writeCsv(folder.resolve("scores.csv"), scored);
        ScoreFiles.writeJson(folder.resolve("scores.json"), scored, detector);
        EventFiles.writeCsv(folder.resolve("events.csv"), scored);
        EventFiles.writeJson(folder.resolve("events.json"), scored);
        @Nullable Path file = overlay ? folder.resolve(Illustrator.OVERLAY) : null;
        page.add(scored, known, new Illustrator(scored, detector, folder).illustrate(file, progress), overlay);
    }

    private Path folder(Video video) {
        return output.resolve(video.name());
    }

    /** Writes the page about all videos so far and says where it is. */
    Path writePage() {
        Path file = output.resolve("report.html");
        page.write(file);
        return file;
    }

    private ScoredVideo score(Video video) {
        try (Progress progress = new Progress(video.name(), -1, "frames")) {
            return scorer.score(video, folder(video), progress::at);
        }
    }

    @Override
    public void close() {
        page.close();
        engine.close();
    }
}
