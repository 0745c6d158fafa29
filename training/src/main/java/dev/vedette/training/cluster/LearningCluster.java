package dev.vedette.training.cluster;

import dev.vedette.fault.VedetteException;
import java.net.URI;
import java.util.function.Consumer;

/** Learns many cameras on a cluster. {@link java.util.ServiceLoader} finds it where it is on the class path. */
public interface LearningCluster {
    /**
     * Learns on a cluster inside this process, and waits for the end.
     *
     * @param port of the cluster's page on this machine; 0 for any
     * @param begun told once
     * @throws VedetteException bad input or configuration, before anything is begun; device, when the job failed
     * @throws InterruptedException after the job was cancelled because this thread was interrupted
     */
    LearningOutcome run(LearningJob job, int port, Consumer<LearningPlan> begun) throws InterruptedException;

    /**
     * Gives the cameras to a cluster that exists, and does not wait. Its machines must have Vedette's libraries.
     *
     * @param cluster address of its REST interface
     * @throws VedetteException bad input or configuration, before anything is begun; device, when the cluster cannot be reached or
     *     refuses
     * @throws InterruptedException when this thread was interrupted; the job may have been begun
     */
    LearningPlan submit(LearningJob job, URI cluster) throws InterruptedException;
}
