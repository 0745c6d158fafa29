package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.DetectorStore;
import dev.vedette.flink.Places;
import dev.vedette.flink.results.ResultTarget;
import dev.vedette.flink.results.TableSet;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.live.WatchPlan;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.core.fs.Path;

/**
 * The cameras of a job that have a detector.
 *
 * @param output folder of the results
 * @param detectors that the cameras name
 * @param target where results go
 * @param run when the job began, as results tell it
 * @param checkpoint to go on from
 */
record WatchedCameras(
        List<CameraSpec> cameras,
        List<String> withoutDetector,
        Path output,
        DetectorStore detectors,
        ResultTarget target,
        Instant run,
        Optional<Path> checkpoint) {
    static final String DETECTORS = "detectors";

    /**
     * Looks for detectors, stores them beside the results, and makes ready what results go into.
     *
     * @throws VedetteException bad input or configuration, when an address tells a secret, no camera has a detector, one is not sound,
     *     zones leave nothing to watch, there are results already, or there is nothing to go on from
     */
    static WatchedCameras of(WatchJob job) throws InterruptedException {
        requireNoSecrets(job.cameras().cameras());
        Path output = Places.of(job.output());
        ResultTarget target = ResultTarget.of(job.results(), TableSet.LIVE, output);
        Optional<Path> checkpoint = Optional.empty();
        if (job.resume()) {
            checkpoint = Optional.of(Checkpoints.newest(output));
        } else {
            Places.requireEmpty(output, DETECTORS, "choose another output, or go on with --resume");
        }
        Path detectors = Places.of(job.detectors());
        DetectorStore store = new DetectorStore(new Path(output, DETECTORS).toString());
        UnaryOperator<String> hashes = store.ofCameras(detectors);
        List<CameraSpec> watched = new ArrayList<>();
        List<String> without = new ArrayList<>();
        for (LiveCamera camera : job.cameras().cameras()) {
            String hash = hashes.apply(camera.name());
            if (hash.isEmpty()) {
                without.add(camera.name());
            } else {
                watched.add(CameraSpec.of(camera, hash));
            }
        }
        if (watched.isEmpty()) {
            throw DetectorStore.nothingIn(detectors, without.get(0));
        }
        requireSomethingToWatch(watched, store);
        target.prepare(List.of());
        Instant run = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new WatchedCameras(List.copyOf(watched), List.copyOf(without), output, store, target, run, checkpoint);
    }

    private static void requireNoSecrets(List<LiveCamera> cameras) {
        List<String> open = cameras.stream()
                .filter(CameraSpec::tellsSecret)
                .map(LiveCamera::name)
                .toList();
        if (!open.isEmpty()) {
            throw VedetteException.badConfiguration(
                    "the addresses of " + String.join(", ", open)
                            + " hold a password, or what looks like one, which would travel with the job and its checkpoints; put"
                            + " it into the environment or a file of every worker and write ${NAME} or ${file:/path} in its place");
        }
    }

    private static void requireSomethingToWatch(List<CameraSpec> cameras, DetectorStore detectors) {
        List<String> blind = cameras.stream()
                .filter(camera -> !camera.zones().isEmpty())
                .filter(camera -> camera.region(
                                detectors.read(camera.detector()).network().grid())
                        .isEmpty())
                .map(CameraSpec::name)
                .toList();
        if (!blind.isEmpty()) {
            throw VedetteException.badConfiguration("the zones of " + String.join(", ", blind)
                    + " leave nothing to watch: make those that are ignored smaller, those that are watched larger,"
                    + " or remove some");
        }
    }

    /** More readers than cameras would have nothing to do. */
    int slots(WatchJob job) {
        return Math.min(job.slots(), cameras.size());
    }

    WatchPlan plan(WatchJob job, URI page) {
        return new WatchPlan(cameras.size(), slots(job), withoutDetector, page);
    }
}
