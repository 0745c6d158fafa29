package dev.vedette.video.archive;

import dev.vedette.fault.VedetteException;
import java.net.URI;
import java.util.function.Consumer;

/** Scores archives on a cluster. {@link java.util.ServiceLoader} finds it where it is on the class path. */
public interface ArchiveCluster {
    /**
     * Scores an archive on a cluster inside this process, and waits for the end.
     *
     * @param port of the cluster's page on this machine; 0 for any
     * @param begun told once
     * @throws VedetteException bad input or configuration, before anything is begun; device, when the job failed
     * @throws InterruptedException after the job was cancelled because this thread was interrupted
     */
    ArchiveOutcome run(ArchiveJob job, int port, Consumer<ArchivePlan> begun) throws InterruptedException;

    /**
     * Gives an archive to a cluster that exists, and does not wait.
     *
     * @param cluster address of its REST interface
     * @throws VedetteException bad input or configuration, before anything is begun; device, when the cluster cannot be reached or
     *     refuses
     * @throws InterruptedException when this thread was interrupted; the job may have been begun
     */
    ArchivePlan submit(ArchiveJob job, URI cluster) throws InterruptedException;
}
