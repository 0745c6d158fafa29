package dev.vedette.video.live;

import dev.vedette.detection.Precision;
import dev.vedette.fault.VedetteException;
import dev.vedette.video.archive.ResultPlace;
import java.time.Duration;

/**
 * Cameras to be watched without an end. Places are paths or URIs that every machine of the cluster sees.
 *
 * @param detectors folder with a file {@code CAMERA.vedette} for each camera, or one {@code .vedette} file for all
 * @param output folder for detectors, checkpoints and results in files; must not exist or be empty, unless {@code resume}
 * @param results where they go
 * @param slots that share the cameras, each on one core; at least 1
 * @param precision numbers that the network computes in, as each machine can
 * @param checkpoint time between two checkpoints, at least 10 ms; results appear with each
 * @param resume whether to go on from the newest checkpoint in {@code output}; results go where they went before
 */
public record WatchJob(
        CameraList cameras,
        String detectors,
        String output,
        ResultPlace results,
        int slots,
        Precision precision,
        Duration checkpoint,
        boolean resume) {
    private static final Duration SHORTEST = Duration.ofMillis(10);

    public WatchJob {
        if (slots < 1) {
            throw VedetteException.badConfiguration("slots " + slots + ": expected a whole number of at least 1");
        }
        if (checkpoint.compareTo(SHORTEST) < 0) {
            throw VedetteException.badConfiguration(
                    "a checkpoint every " + checkpoint.toMillis() + " ms: expected at least " + SHORTEST.toMillis());
        }
    }
}
