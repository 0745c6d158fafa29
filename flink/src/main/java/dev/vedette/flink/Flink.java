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
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.function.FunctionWithException;

/**
 * Apache Flink, embedded or as it stands somewhere, for any job. Reads Flink's own configuration where {@code FLINK_CONF_DIR} tells of one,
 * and file systems where {@code FLINK_PLUGINS_DIR} does.
 */
public final class Flink {
    private static final String THIS_MACHINE = "127.0.0.1";
    private static final String UNKNOWN = "ClassNotFoundException: dev.vedette.";
    /** Flink's words for a checkpoint with state of a sink that the job does not have. */
    private static final String OTHER_SINKS = "Cannot map checkpoint/savepoint state";

    private static final long LOOK_EVERY_MILLIS = 200;
    /** After so many failures without a quiet time in between, it is not the fault of a piece of work. */
    private static final int RESTARTS = 30;

    private Flink() {}

    /** Makes Flink's file systems known, which a job is looked for in. */
    public static void initialize() {
        configuration();
    }

    /**
     * How a job with an end runs on every cluster: given up when it fails again and again.
     *
     * @param slots that it takes
     * @param checkpoint time between two checkpoints
     */
    public static Configuration bounded(int slots, Duration checkpoint) {
        Configuration configuration = unbounded(slots, checkpoint);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
        return configuration;
    }

    /** The same for a job without an end, which is never given up. */
    public static Configuration unbounded(int slots, Duration checkpoint) {
        Configuration configuration = new Configuration();
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, slots);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoint);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(30));
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(10));
        return configuration;
    }

    /**
     * Runs a job on a cluster inside this process to its end.
     *
     * @param slots of the cluster
     * @param port of its page on this machine; 0 for any
     * @param begun told the page once
     * @throws VedetteException why it failed
     * @throws InterruptedException after the job was cancelled because this thread was interrupted
     */
    public static void run(JobGraph job, int slots, int port, Consumer<URI> begun) throws InterruptedException {
        Configuration configuration = configuration();
        configuration.set(RestOptions.ADDRESS, THIS_MACHINE);
        configuration.set(RestOptions.BIND_ADDRESS, THIS_MACHINE);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(port));
        // Otherwise everybody on this machine could run programs in this process.
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        MiniClusterConfiguration embedded = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build();
        try (MiniCluster cluster = new MiniCluster(embedded)) {
            cluster.start();
            JobID id = cluster.submitJob(job).get().getJobID();
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
     * @throws VedetteException why it failed, or that somebody else cancelled it
     */
    public static void await(MiniCluster cluster, JobID job) throws InterruptedException, ExecutionException {
        try {
            requireSuccess(cluster.requestJobResult(job).get());
        } catch (InterruptedException e) {
            cluster.cancelJob(job).join();
            throw e;
        }
    }

    private static void requireSuccess(JobResult result) {
        result.getSerializedThrowable().ifPresent(failure -> {
            throw failed(
                    "the job", failure.deserializeError(Thread.currentThread().getContextClassLoader()));
        });
        if (!result.isSuccess()) {
            throw VedetteException.device(
                    "the job was cancelled before its end, as can be done on Flink's page; what its last checkpoint had"
                            + " stays",
                    null);
        }
    }

    /**
     * Asks a cluster whether it is there, before anything is made for it.
     *
     * @param cluster address of its REST interface
     * @throws VedetteException bad configuration, when that is no address; device, when it does not answer
     */
    public static void requireThere(URI cluster) throws InterruptedException {
        with(cluster, client -> client.getClusterOverview().get());
    }

    /**
     * Gives a job to a cluster that exists, and does not wait.
     *
     * @param cluster address of its REST interface
     * @return its page for the job
     * @throws VedetteException device, when it cannot be reached or refuses
     */
    public static URI submit(JobGraph job, URI cluster) throws InterruptedException {
        return with(cluster, client -> {
            JobID id = client.submitJob(job).get();
            requireBegun(client, id);
            return URI.create(client.getWebInterfaceURL() + "/#/job/running/" + id + "/overview");
        });
    }

    private static <T> T with(URI cluster, FunctionWithException<RestClusterClient<?>, T, Exception> request)
            throws InterruptedException {
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
            return request.apply(client);
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
                    if (reason.contains(OTHER_SINKS)) {
                        return VedetteException.badConfiguration(
                                what + " cannot go on from the checkpoint, which has results on their way to another"
                                        + " place: name the place that results went to before (--to)");
                    }
                    return VedetteException.device(what + " failed (" + reason + ")", failure);
                });
    }
}
