package dev.vedette.cli;

import dev.vedette.detection.Detector;
import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.frame.Video;
import dev.vedette.video.ResultFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
            description = "Where to put the results, outside of the footage (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--no-overlay", description = "Make no overlay videos: about twice as fast.")
    private boolean withoutOverlay;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Detector detector = detectorOptions.read();
        List<VedetteException> broken = new ArrayList<>();
        Consumer<VedetteException> setAside = fault -> {
            setAside(fault);
            broken.add(fault);
        };
        List<Video> videos = footage.open(paths, setAside);
        requireApart(videos);
        int named = videos.size() + broken.size();
        if (videos.isEmpty()) {
            return broken.get(0).category().exitCode();
        }
        try (Detection detection =
                new Detection(detector, detectorOptions.name(), detectorOptions.computing(), output, !withoutOverlay)) {
            ResultFolder.make(output);
            if (named > 1) {
                detection.detect(videos, scored -> EventTable.print(out, scored), setAside);
            } else {
                detection.detect(videos.get(0), List.of(), scored -> EventTable.print(out, scored));
            }
            if (broken.size() < named) {
                out.println("Report: " + detection.writePage());
            }
        }
        return broken.isEmpty() ? 0 : broken.get(0).category().exitCode();
    }

    /** Among the footage, results could take the place of some of it, and the next run would take their overlay videos for footage. */
    private void requireApart(List<Video> videos) {
        Map<Path, Path> given = new HashMap<>();
        paths.forEach(path -> given.put(real(path), path));
        Path root = real(output);
        for (Video video : videos) {
            for (Path place = root.resolve(video.name()); place != null; place = place.getParent()) {
                Path within = given.get(place);
                if (within != null) {
                    throw VedetteException.badConfiguration("the results of " + video.name() + " would be put into "
                            + output.resolve(video.name()) + ", which is footage or lies in it (" + within
                            + "): name a folder outside of it with -o");
                }
            }
        }
    }

    /** The path without symbolic links, as far as it exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            return absolute.toRealPath();
        } catch (IOException e) {
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    /** @throws VedetteException the fault, where it is not of one video alone */
    private void setAside(VedetteException fault) {
        if (fault.category() != Category.BAD_INPUT) {
            throw fault;
        }
        spec.commandLine().getErr().println("vedette: " + fault.getMessage() + "; going on with the next video");
    }
}
