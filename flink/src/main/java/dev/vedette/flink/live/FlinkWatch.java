package dev.vedette.flink.live;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.Flink;
import dev.vedette.video.camera.CameraAddress;
import dev.vedette.video.live.LiveCamera;
import dev.vedette.video.live.WatchCluster;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.live.WatchPlan;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** Cameras on Apache Flink, embedded or as it stands somewhere. */
public final class FlinkWatch implements WatchCluster {
    /** For {@link java.util.ServiceLoader}. */
    public FlinkWatch() {}

    @Override
    public void run(WatchJob job, int port, Consumer<WatchPlan> begun) throws InterruptedException {
        Flink.initialize();
        WatchedCameras cameras = WatchedCameras.of(job);
        Flink.run(graph(cameras, job), job.slots(), port, page -> begun.accept(cameras.plan(job, page)));
    }

    private static JobGraph graph(WatchedCameras cameras, WatchJob job) {
        return WatchPipeline.build(cameras, job, CameraSource.Settings.of(cameras, job.precision()));
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
        Flink.requireThere(cluster);
        WatchedCameras cameras = WatchedCameras.of(job);
        return cameras.plan(job, Flink.submit(graph(cameras, job), cluster));
    }
}
