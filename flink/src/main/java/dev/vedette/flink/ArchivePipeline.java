package dev.vedette.flink;

import dev.vedette.flink.results.JobReport;
import dev.vedette.flink.results.Row;
import dev.vedette.video.archive.ArchiveJob;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The job as Flink sees it: one source, and sinks for its tables. */
final class ArchivePipeline {
    private ArchivePipeline() {}

    static JobGraph build(Archive archive, ArchiveJob job) {
        StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(Flink.bounded(job.slots(), job.checkpoint()));
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
}
