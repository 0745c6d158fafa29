package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.archive.ArchiveCluster;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchivePlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.ExceptionUtils;

/**
 * Apache Flink, embedded or as it stands somewhere. Reads Flink's own configuration where {@code FLINK_CONF_DIR} tells of one, and file
 * systems where {@code FLINK_PLUGINS_DIR} does.
 */
public final class FlinkCluster implements ArchiveCluster {
    private static final String THIS_MACHINE = "127.0.0.1";
    private static final String UNKNOWN = "ClassNotFoundException: dev.vedette.";
    private static final long LOOK_EVERY_MILLIS = 200;

    /** For {@link java.util.ServiceLoader}. */
    public FlinkCluster() {}

    @Override
    public ArchiveOutcome run(ArchiveJob job, int port, Consumer<ArchivePlan> begun) throws InterruptedException {
        Configuration configuration = configuration();
        configuration.set(RestOptions.ADDRESS, THIS_MACHINE);
        configuration.set(RestOptions.BIND_ADDRESS, THIS_MACHINE);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
        // Otherwise everybody on this machine could run programs in this process.
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        Archive archive = Archive.of(job);
        JobGraph graph = ArchivePipeline.build(archive, job);
        MiniClusterConfiguration embedded = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(job.slots())
                .build();
        try (MiniCluster cluster = new MiniCluster(embedded)) {
            cluster.start();
            JobID id = cluster.submitJob(graph).get().getJobID();
            begun.accept(archive.plan(cluster.getRestAddress().get()));
            await(cluster, id);
        } catch (InterruptedException | VedetteException e) {
            throw e;
        } catch (Exception e) {
            throw failed("the embedded cluster", e);
        }
        return new Results(archive.output()).read();
    }

    /**
     * Waits for the end of a job, and cancels it when the wait is interrupted.
     *
     * @throws VedetteException why it failed
     */
    static void await(MiniCluster cluster, JobID job) throws InterruptedException, ExecutionException {
        try {
            cluster.requestJobResult(job).get().getSerializedThrowable().ifPresent(failure -> {
                throw failed(
                        "the job",
                        failure.deserializeError(Thread.currentThread().getContextClassLoader()));
            });
        } catch (InterruptedException e) {
            cluster.cancelJob(job).join();
            throw e;
        }
    }

    @Override
    public List<Path> install(Path lib) {
        return WorkerJars.copyTo(lib);
    }

    @Override
    public ArchivePlan submit(ArchiveJob job, URI cluster) throws InterruptedException {
        if (cluster.getHost() == null) {
            throw VedetteException.badConfiguration(
                    "the cluster's address is " + cluster + ", expected one such as http://jobmanager:8081");
        }
        Configuration configuration = configuration();
        configuration.set(JobManagerOptions.ADDRESS, cluster.getHost());
        configuration.set(RestOptions.ADDRESS, cluster.getHost());
        configuration.set(
                RestOptions.PORT, cluster.getPort() < 0 ? RestOptions.PORT.defaultValue() : cluster.getPort());
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofSeconds(1));
        try (RestClusterClient<StandaloneClusterId> client =
                new RestClusterClient<>(configuration, StandaloneClusterId.getInstance())) {
            client.getClusterOverview().get();
            Archive archive = Archive.of(job);
            JobGraph graph = ArchivePipeline.build(archive, job);
            JobID id = client.submitJob(graph).get();
            requireBegun(client, id);
            return archive.plan(URI.create(client.getWebInterfaceURL() + "/#/job/running/" + id + "/overview"));
        } catch (InterruptedException | VedetteException e) {
            throw e;
        } catch (Exception e) {
            throw failed("the cluster at " + cluster, e);
        }
    }

    /** A cluster says yes to every job, and looks into it afterwards. */
    private static void requireBegun(RestClusterClient<?> client, JobID job)
            throws InterruptedException, ExecutionException {
        while (client.getJobStatus(job).get() == JobStatus.INITIALIZING) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        if (client.getJobStatus(job).get() == JobStatus.FAILED) {
            throw client.requestJobResult(job)
                    .get()
                    .getSerializedThrowable()
                    .map(failure -> failure.getFullStringifiedStackTrace().contains(UNKNOWN)
                            ? VedetteException.badConfiguration("the cluster does not know Vedette: run"
                                    + " 'vedette cluster install LIB' with Flink's lib folder on each of its machines,"
                                    + " and start it again")
                            : failed("the job", failure))
                    .orElseGet(() -> VedetteException.device("the job failed; see the cluster's page", null));
        }
    }

    private static Configuration configuration() {
        Configuration configuration = GlobalConfiguration.loadConfiguration();
        FileSystem.initialize(configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
        return configuration;
    }

    private static VedetteException failed(String what, Throwable failure) {
        return ExceptionUtils.findThrowable(failure, VedetteException.class)
                .map(fault -> new VedetteException(fault.category(), what + " failed: " + fault.getMessage(), failure))
                .orElseGet(() -> {
                    Throwable cause = failure;
                    while (cause.getCause() != null) {
                        cause = cause.getCause();
                    }
                    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
                    return VedetteException.device(what + " failed (" + reason + ")", failure);
                });
    }
}
