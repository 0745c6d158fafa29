package dev.vedette.cli;

import dev.vedette.cli.recording.ScoredVideo;
import dev.vedette.cli.recording.VideoScorer;
import dev.vedette.cli.report.EventFiles;
import dev.vedette.cli.report.EventPicture;
import dev.vedette.cli.report.Illustrator;
import dev.vedette.cli.report.ReportPage;
import dev.vedette.cli.report.ScoreFiles;
import dev.vedette.detection.Detector;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.frame.Video;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette detect}: scores, heat maps, events and a report of recorded videos. */
@Command(
        name = "detect",
        description = "Finds in videos what differs from what a detector has learned.",
        footerHeading = "%nWhat it leaves:%n",
        footer = {
            "  report.html               curves, events, pictures; complete in itself",
            "  VIDEO/scores.csv, .json   every frame: raw, smoothed, causal, alarm; heat maps",
            "  VIDEO/events.csv, .json   start, end, peak, where",
            "  VIDEO/events/             a thumbnail and a heat map for each event",
            "  VIDEO/overlay.mp4         the video with heat map and score strip"
        })
final class DetectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "VIDEO",
            arity = "1..*",
            description = "Video files, folders of images, or folders of these.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> paths;

    @Mixin
    private final DetectorOptions detectorOptions = new DetectorOptions();

    @Mixin
    private final FootageOptions footage = new FootageOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "vedette-report",
            description = "Where to put the results (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--no-overlay", description = "Make no overlay videos: about twice as fast.")
    private boolean withoutOverlay;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Detector detector = detectorOptions.read();
        List<Video> videos = footage.open(paths);
        ReportPage page = new ReportPage(detector, detectorOptions.name());
        VedetteException broken = null;
        int done = 0;
        try (Engine engine = Engine.of(detector, detectorOptions.threads())) {
            VideoScorer scorer = new VideoScorer(detector, engine.orNull());
            for (Video video : videos) {
                try {
                    detect(video, detector, scorer, page, out);
                    done++;
                } catch (VedetteException e) {
                    if (videos.size() == 1 || e.category() != Category.BAD_INPUT) {
                        throw e;
                    }
                    spec.commandLine().getErr().println("vedette: " + e.getMessage());
                    broken = e;
                }
            }
        }
        if (done > 0) {
            page.write(output.resolve("report.html"));
            out.println("Report: " + output.resolve("report.html"));
        }
        return broken == null ? 0 : broken.category().exitCode();
    }

    private void detect(Video video, Detector detector, VideoScorer scorer, ReportPage page, PrintWriter out) {
        Path folder = output.resolve(video.name());
        try (ScoredVideo scored = score(video, folder, scorer)) {
            ScoreFiles.writeCsv(folder.resolve("scores.csv"), scored);
            ScoreFiles.writeJson(folder.resolve("scores.json"), scored, detector);
            EventFiles.writeCsv(folder.resolve("events.csv"), scored);
            EventFiles.writeJson(folder.resolve("events.json"), scored);
            page.add(scored, List.of(), illustrate(scored, detector, folder));
            EventTable.print(out, scored);
        }
    }

    private static ScoredVideo score(Video video, Path folder, VideoScorer scorer) {
        try (Progress progress = new Progress(video.name(), -1, "frames")) {
            return scorer.score(video, folder, progress::at);
        }
    }

    private List<EventPicture> illustrate(ScoredVideo scored, Detector detector, Path folder) {
        @Nullable Path overlay = withoutOverlay ? null : folder.resolve("overlay.mp4");
        try (Progress progress = new Progress("pictures", scored.frames(), "frames")) {
            return new Illustrator(scored, detector, folder).illustrate(overlay, progress::at);
        }
    }
}
