package dev.vedette.flink;

import dev.vedette.flink.results.JobReport;
import dev.vedette.flink.results.Row;
import dev.vedette.video.archive.ArchiveJob;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as Flink sees it: one source, and sinks for its tables. */
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
        archive.target().take(rows);
        JobReport.of(rows, archive.output());
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
}
