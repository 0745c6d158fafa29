package dev.vedette.video.archive;

import dev.vedette.detection.Precision;
import dev.vedette.fault.VedetteException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * All videos of many cameras, to be scored. Places are paths or URIs that every machine of the cluster sees.
 *
 * @param footage folder; a camera is a folder directly below it, and its videos lie anywhere below that; videos directly in {@code footage}
 *     are those of one camera of this folder's name
 * @param detectors folder with a file {@code CAMERA.vedette} for each camera, or one {@code .vedette} file for all
 * @param output folder for detectors, the report of the job and results in files; must not exist or be empty
 * @param results where they go
 * @param slots videos that are scored at once, each on one core; at least 1
 * @param precision numbers that the network computes in, as each machine can
 * @param stillTolerance of all detectors instead of their own, 0..255
 * @param range length that videos are cut to, greater than 0, so that one video can be scored by several slots; empty: none is cut. Not
 *     possible where detectors pass over still places
 * @param tries how often a video is begun, at least 1, before it is set aside
 * @param checkpoint time between two checkpoints, at least 10 ms; results appear with each
 */
public record ArchiveJob(
        String footage,
        String detectors,
        String output,
        ResultPlace results,
        int slots,
        Precision precision,
        OptionalDouble stillTolerance,
        Optional<Duration> range,
        int tries,
        Duration checkpoint) {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    public ArchiveJob {
        if (slots < 1 || tries < 1) {
            throw VedetteException.badConfiguration(
                    "slots " + slots + ", tries " + tries + ": expected whole numbers of at least 1");
        }
        if (range.isPresent() && range.get().compareTo(Duration.ZERO) <= 0) {
            throw VedetteException.badConfiguration("ranges of "
                    + String.format(Locale.ROOT, "%.3f", range.get().toNanos() / 60e9)
                    + " minutes: expected more than 0");
        }
        if (checkpoint.compareTo(SHORTEST) < 0) {
            throw VedetteException.badConfiguration(
                    "a checkpoint every " + checkpoint.toMillis() + " ms: expected at least " + SHORTEST.toMillis());
        }
    }
}
