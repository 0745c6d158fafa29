package dev.vedette.flink.live;

import dev.vedette.flink.Flink;
import dev.vedette.flink.live.CameraSource.Settings;
import dev.vedette.flink.results.CsvWriter;
import dev.vedette.video.live.WatchJob;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as Flink sees it: one source, and for each table a sink whose files appear with checkpoints. */
final class WatchPipeline {
    /** Beginning anew makes no room on a full disk, but leaves cameras unwatched for seconds. */
    private static final int FAILED_CHECKPOINTS = 10;

    private WatchPipeline() {}

    static JobGraph build(WatchedCameras watched, WatchJob job, Settings settings) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration(watched, job));
        DataStream<WatchRow> rows = environment
                .fromSource(
                        new CameraSource(watched.cameras(), settings),
                        WatermarkStrategy.noWatermarks(),
                        "cameras",
                        TypeInformation.of(WatchRow.class))
                .uid("watch");
        for (WatchTable table : WatchTable.values()) {
            rows.filter(row -> row.table() == table)
                    .name(table.folder())
                    .uid("only " + table.folder())
                    .sinkTo(sink(new Path(watched.output(), table.folder()), table))
                    .name(table.folder() + " to files")
                    .uid(table.folder());
        }
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("Vedette: " + watched.cameras().size() + " cameras");
        JobGraph made = graph.getJobGraph();
        watched.checkpoint()
                .ifPresent(checkpoint ->
                        made.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(checkpoint.toString())));
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

    private static FileSink<WatchRow> sink(Path folder, WatchTable table) {
        return FileSink.<WatchRow>forBulkFormat(folder, out -> CsvWriter.create(out, table.columns(), WatchRow::line))
                .withBucketAssigner(new Days())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(table.folder())
                        .withPartSuffix(".csv")
                        .build())
                .build();
    }

    /** A folder for each day. */
    private static final class Days implements BucketAssigner<WatchRow, String> {
        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(WatchRow row, Context context) {
            return row.day();
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
