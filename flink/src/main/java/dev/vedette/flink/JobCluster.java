package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import java.net.URI;
import java.time.Duration;
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
 * Gives jobs to Apache Flink, embedded or as it stands somewhere. Reads Flink's own configuration where {@code FLINK_CONF_DIR} tells of
 * one, and file systems where {@code FLINK_PLUGINS_DIR} does.
 */
public final class JobCluster {
    private static final String THIS_MACHINE = "127.0.0.1";
    private static final String UNKNOWN = "ClassNotFoundException: dev.vedette.";
    private static final long LOOK_EVERY_MILLIS = 200;

    /** Makes a job. */
    @FunctionalInterface
    public interface JobMaker {
        /** @throws VedetteException bad input or configuration */
        JobGraph make() throws InterruptedException;
    }

    private JobCluster() {}

    /**
     * Runs a job inside this process, and waits for its end.
     *
     * @param port of the cluster's page on this machine; 0 for any
     * @param job made when Flink's file systems are known
     * @param begun told the page
     * @throws VedetteException what making the job throws; device, when it failed
     * @throws InterruptedException after the job was cancelled because this thread was interrupted
     */
    public static void run(int slots, int port, JobMaker job, Consumer<URI> begun) throws InterruptedException {
        Configuration configuration = configuration();
        configuration.set(RestOptions.ADDRESS, THIS_MACHINE);
        configuration.set(RestOptions.BIND_ADDRESS, THIS_MACHINE);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
        // Otherwise everybody on this machine could run programs in this process.
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        JobGraph graph = job.make();
        MiniClusterConfiguration embedded = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build();
        try (MiniCluster cluster = new MiniCluster(embedded)) {
            cluster.start();
            JobID id = cluster.submitJob(graph).get().getJobID();
            begun.accept(cluster.getRestAddress().get());
            await(cluster, id);
        } catch (InterruptedException | VedetteException e) {
            throw e;
        } catch (Exception e) {
            throw failed("the embedded cluster", e);
        }
    }

    /**
     * Waits for the end of a job, and cancels it when the wait is interrupted.
     *
     * @throws VedetteException why it failed
     */
    public static void await(MiniCluster cluster, JobID job) throws InterruptedException, ExecutionException {
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

    /**
     * Gives a job to a cluster that exists, and does not wait.
     *
     * @param cluster address of its REST interface
     * @param job made once the cluster has answered
     * @return the job's page
     * @throws VedetteException what making the job throws; device, when the cluster cannot be reached or refuses
     * @throws InterruptedException when this thread was interrupted; the job may have been begun
     */
    public static URI submit(URI cluster, JobMaker job) throws InterruptedException {
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
            JobID id = client.submitJob(job.make()).get();
            requireBegun(client, id);
            return URI.create(client.getWebInterfaceURL() + "/#/job/running/" + id + "/overview");
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
