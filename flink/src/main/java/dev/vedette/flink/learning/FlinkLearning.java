package dev.vedette.flink.learning;

import dev.vedette.flink.Flink;
import dev.vedette.training.cluster.LearningCluster;
import dev.vedette.training.cluster.LearningJob;
import dev.vedette.training.cluster.LearningOutcome;
import dev.vedette.training.cluster.LearningPlan;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Learning many cameras on {@link Flink}. */
public final class FlinkLearning implements LearningCluster {
    private static final Duration CHECKPOINT = Duration.ofSeconds(10);
    /** Where nothing is to be learned, nothing is started. */
    private static final URI NO_PAGE = URI.create("about:blank");

    /** For {@link java.util.ServiceLoader}. */
    public FlinkLearning() {}

    @Override
    public LearningOutcome run(LearningJob job, int port, Consumer<LearningPlan> begun) throws InterruptedException {
        Flink.initialize();
        Lessons lessons = Lessons.of(job);
        if (lessons.cameras().isEmpty()) {
            begun.accept(lessons.plan(NO_PAGE));
        } else {
            Flink.run(pipeline(lessons, job), job.slots(), port, page -> begun.accept(lessons.plan(page)));
        }
        return lessons.outcome();
    }

    @Override
    public LearningPlan submit(LearningJob job, URI cluster) throws InterruptedException {
        Flink.requireThere(cluster);
        Lessons lessons = Lessons.of(job);
        URI page = lessons.cameras().isEmpty() ? cluster : Flink.submit(pipeline(lessons, job), cluster);
        return lessons.plan(page);
    }

    /** What comes of it lies in the store; the stream of names is for Flink's page alone. */
    static JobGraph pipeline(Lessons lessons, LearningJob job) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(Flink.bounded(job.slots(), CHECKPOINT));
        environment
                .fromSource(
                        new LearningSource(
                                lessons.cameras(),
                                new LearningSource.How(
                                        lessons.store(),
                                        job.settings().toJson(),
                                        job.seed(),
                                        job.threads(),
                                        job.tries())),
                        WatermarkStrategy.noWatermarks(),
                        "cameras",
                        Types.STRING)
                .uid("learning")
                .sinkTo(new DiscardingSink<>())
                .name("done")
                .uid("done");
        StreamGraph graph = environment.getStreamGraph();
        graph.setJobName("Vedette learns: " + job.footage());
        return graph.getJobGraph();
    }
}
