package dev.vedette.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vedette.video.archive.ArchiveJob;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A cluster of two workers that meets something bad in the middle of a job. */
public final class DyingCluster {
    /** What happens in the middle. */
    @FunctionalInterface
    public interface Blow {
        void strike() throws Exception;
    }

    private DyingCluster() {}

    /**
     * Runs an archive to its end.
     *
     * @param underWay whether there are results; then a worker is killed
     */
    public static void run(ArchiveJob job, BooleanSupplier underWay) throws Exception {
        Archive archive = Archive.of(job);
        run(ArchivePipeline.build(archive, job), underWay);
    }

    /** Runs a job to its end; as above. */
    public static void run(JobGraph job, BooleanSupplier underWay) throws Exception {
        run(job, underWay, (cluster, id) -> {
            cluster.terminateTaskManager(0).get();
            cluster.startTaskManager();
        });
    }

    /**
     * Runs an archive to its end though nothing can be written for a while.
     *
     * @param underWay whether there are results; then the bad time begins
     * @param ends after it, when the job has failed
     */
    public static void runThrough(ArchiveJob job, BooleanSupplier underWay, Blow begins, Blow ends) throws Exception {
        run(ArchivePipeline.build(Archive.of(job), job), underWay, (cluster, id) -> {
            begins.strike();
            while (attempts(cluster, id) == 1) {
                checkpoint(cluster, id);
            }
            ends.strike();
        });
    }

    @FunctionalInterface
    private interface BlowToCluster {
        void strike(MiniCluster cluster, JobID id) throws Exception;
    }

    private static void run(JobGraph job, BooleanSupplier underWay, BlowToCluster blow) throws Exception {
        try (MiniCluster cluster = start(2, 1)) {
            JobID id = cluster.submitJob(job).get().getJobID();
            while (!underWay.getAsBoolean()) {
                checkpoint(cluster, id);
            }
            assertThat(cluster.getJobStatus(id).get()).isEqualTo(JobStatus.RUNNING);
            blow.strike(cluster, id);
            Flink.await(cluster, id);
            assertThat(attempts(cluster, id)).isGreaterThan(1);
        }
    }

    static MiniCluster start(int workers, int slots) throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setNumTaskManagers(workers)
                .setNumSlotsPerTaskManager(slots)
                .withRandomPorts()
                .build());
        cluster.start();
        return cluster;
    }

    /** Fails while tasks are being started. */
    private static void checkpoint(MiniCluster cluster, JobID id) throws InterruptedException {
        try {
            cluster.triggerCheckpoint(id).get();
        } catch (ExecutionException e) {
            Thread.onSpinWait();
        }
    }

    private static long attempts(MiniCluster cluster, JobID id) throws Exception {
        AccessExecutionGraph graph = cluster.getExecutionGraph(id).get();
        return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
                .mapToLong(vertex -> 1 + vertex.getCurrentExecutionAttempt().getAttemptNumber())
                .max()
                .orElse(0);
    }
}
