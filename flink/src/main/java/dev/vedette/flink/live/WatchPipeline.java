package dev.vedette.flink.live;

import dev.vedette.flink.Flink;
import dev.vedette.flink.live.CameraSource.Settings;
import dev.vedette.flink.results.Row;
import dev.vedette.video.live.WatchJob;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as Flink sees it: one source, and sinks for its tables. */
final class WatchPipeline {
    /** Beginning anew makes no room on a full disk, but leaves cameras unwatched for seconds. */
    private static final int FAILED_CHECKPOINTS = 10;

    private WatchPipeline() {}

    static JobGraph build(WatchedCameras watched, WatchJob job, Settings settings) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration(watched, job));
        DataStream<Row> rows = environment
                .fromSource(
                        new CameraSource(watched.cameras(), watched.run(), settings),
                        WatermarkStrategy.noWatermarks(),
                        "cameras",
                        TypeInformation.of(Row.class))
                .uid("watch");
        watched.target().take(rows);
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("Vedette: " + watched.cameras().size() + " cameras");
        JobGraph made = graph.getJobGraph();
        // The checkpoint is this job's from now on, and goes with its others: who goes on from one that a newer job has
        // left behind doubles what that job did.
        watched.checkpoint()
                .ifPresent(checkpoint -> made.setSavepointRestoreSettings(
                        SavepointRestoreSettings.forPath(checkpoint.toString(), false, RecoveryClaimMode.CLAIM)));
        return made;
    }

    private static Configuration configuration(WatchedCameras watched, WatchJob job) {
        Configuration configuration = Flink.unbounded(watched.slots(job), job.checkpoint());
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Checkpoints.address(watched.output()));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, FAILED_CHECKPOINTS);
        return configuration;
    }
}
