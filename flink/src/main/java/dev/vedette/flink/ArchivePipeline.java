package dev.vedette.flink;

import dev.vedette.video.archive.ArchiveJob;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as Flink sees it: one source, and for each table a sink whose files appear with checkpoints. */
final class ArchivePipeline {
    /** After so many failures without a quiet time in between, it is not a video's fault. */
    private static final int RESTARTS = 30;

    private ArchivePipeline() {}

    static JobGraph build(Archive archive, ArchiveJob job) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration(job));
        DataStream<Row> rows = environment
                .fromSource(
                        new ArchiveSource(
                                archive.videos(),
                                new ArchiveSource.Settings(archive.detectors().folder(), job.precision(), job.tries())),
                        WatermarkStrategy.noWatermarks(),
                        "videos",
                        TypeInformation.of(Row.class))
                .uid("archive");
        for (Table table : Table.values()) {
            rows.filter(row -> row.table() == table)
                    .name(table.folder())
                    .uid("only " + table.folder())
                    .sinkTo(sink(new Path(archive.output(), table.folder()), table))
                    .name(table.folder() + " to files")
                    .uid(table.folder());
        }
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("Vedette: " + job.footage());
        return graph.getJobGraph();
    }

    private static Configuration configuration(ArchiveJob job) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, job.slots());
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, job.checkpoint());
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
        return configuration;
    }

    private static FileSink<Row> sink(Path folder, Table table) {
        String columns = table.columns();
        return FileSink.<Row>forBulkFormat(folder, out -> CsvWriter.create(out, columns))
                .withBucketAssigner(new CameraFolders(table.byCamera()))
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix(table.folder())
                        .withPartSuffix(".csv")
                        .build())
                .build();
    }

    /** A folder for each camera where there are many rows. */
    private record CameraFolders(boolean byCamera) implements BucketAssigner<Row, String> {
        @Override
        public String getBucketId(Row row, Context context) {
            return byCamera ? row.camera() : "";
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
