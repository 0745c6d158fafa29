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
        DataStream<Result> results = environment
                .fromSource(
                        new ArchiveSource(archive.videos(), archive.settings()),
                        WatermarkStrategy.noWatermarks(),
                        "videos",
                        TypeInformation.of(Result.class))
                .uid("archive");
        DataStream<Row> rows = rows(results);
        if (archive.hasRanges()) {
            rows = rows.union(joined(results));
        }
        archive.target().take(rows);
        JobReport.of(rows, archive.output());
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("Vedette: " + job.footage());
        return graph.getJobGraph();
    }

    private static DataStream<Row> rows(DataStream<Result> results) {
        return results.<Row>flatMap((result, out) -> {
                    if (result.row() != null) {
                        out.collect(result.row());
                    }
                })
                .returns(Row.class)
                .name("rows")
                .uid("rows");
    }

    private static DataStream<Row> joined(DataStream<Result> results) {
        return results.<ScoredRange>flatMap((result, out) -> {
                    if (result.range() != null) {
                        out.collect(result.range());
                    }
                })
                .returns(ScoredRange.class)
                .name("ranges")
                .uid("ranges")
                .keyBy(ScoredRange::video)
                .process(new RangeJoin())
                .returns(Row.class)
                .name("videos of ranges")
                .uid("videos of ranges");
    }
}
