package dev.vedette.cli;

import dev.vedette.video.archive.ArchiveJob;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be scored, and how. */
final class ClusterOptions {
    @Parameters(
            paramLabel = "FOLDER",
            description =
                    "Holds a folder of videos, nested at will, for each camera; path or URI that all workers see.")
    @SuppressWarnings("NullAway.Init")
    private String footage;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClusterScoring scoring;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description =
                    "Where to put detectors, the report of the job and results in files: a new or empty folder; path or URI that all workers see.")
    @SuppressWarnings("NullAway.Init")
    private String output;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClusterResults results;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description =
                    "Slots of the cluster that are used: so many videos, or ranges of videos, are scored at once, each on one core"
                            + " (default: as many as this machine has cores; say how many for a cluster that exists).")
    private int slots = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often a video that cannot be read, or kills its worker, is begun before it is set aside (default: ${DEFAULT-VALUE}).")
    private int tries;

    @Option(
            names = "--still-tolerance",
            paramLabel = "LEVELS",
            description =
                    "How far a place may change and still count as unchanged, as of 'vedette detect', for all detectors (default: each detector's).")
    private @Nullable Double stillTolerance;

    @Option(
            names = "--range",
            paramLabel = "MINUTES",
            description =
                    "Cuts videos that are longer into ranges of about this length, which are scored side by side; results stay the same."
                            + " For MP4 files, and for detectors that look everywhere always (preset paper, --still-tolerance 0)"
                            + " (default: a video is scored in one piece).")
    private @Nullable Double range;

    ArchiveJob job() {
        return new ArchiveJob(
                footage,
                scoring.detectors(),
                output,
                results.place(),
                slots,
                scoring.precision(),
                stillTolerance == null ? OptionalDouble.empty() : OptionalDouble.of(stillTolerance),
                Optional.ofNullable(range).map(minutes -> Duration.ofMillis(Math.round(60_000 * minutes))),
                tries,
                scoring.checkpoint());
    }
}
