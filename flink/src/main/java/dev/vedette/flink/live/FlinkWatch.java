package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.JobCluster;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchCluster;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.live.WatchPlan;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.jspecify.annotations.Nullable;

/** Cameras on Apache Flink, embedded or as it stands somewhere. */
public final class FlinkWatch implements WatchCluster {
    /** For {@link java.util.ServiceLoader}. */
    public FlinkWatch() {}

    /** Looks for detectors when it is asked for the job. */
    private static final class Found implements JobCluster.JobMaker {
        private final WatchJob job;
        private @Nullable WatchedCameras cameras;

        Found(WatchJob job) {
            this.job = job;
        }

        @Override
        public JobGraph make() {
            WatchedCameras found = WatchedCameras.of(job);
            cameras = found;
            return WatchPipeline.build(found, job, CameraSource.Settings.of(found, job.precision()));
        }

        WatchPlan plan(URI page) {
            return Objects.requireNonNull(cameras).plan(job, page);
        }
    }

    @Override
    public void run(WatchJob job, int port, Consumer<WatchPlan> begun) throws InterruptedException {
        Found found = new Found(job);
        JobCluster.run(job.slots(), port, found, page -> begun.accept(found.plan(page)));
    }

    @Override
    public WatchPlan submit(WatchJob job, URI cluster) throws InterruptedException {
        List<String> atOneMachine = job.cameras().cameras().stream()
                .filter(camera -> camera.kind() == CameraAddress.Kind.USB)
                .map(LiveCamera::name)
                .toList();
        if (!atOneMachine.isEmpty()) {
            throw VedetteException.badConfiguration("cameras at one machine (" + String.join(", ", atOneMachine)
                    + ") cannot be watched by others, expected network cameras: watch them without --cluster");
        }
        Found found = new Found(job);
        return found.plan(JobCluster.submit(cluster, found));
    }
}
