package dev.vedette.video.archive;

import dev.vedette.fault.VedetteException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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
     * Puts what the machines of a cluster need to score videos into a folder of theirs. Native libraries can be loaded only once in a
     * process, so they are no part of a job.
     *
     * @param lib folder of the cluster's own libraries
     * @return files that were put there
     * @throws VedetteException bad input, when it is no folder or holds another version; device, when they cannot be copied
     */
    List<Path> install(Path lib);

    /**
     * Gives an archive to a cluster that exists, and does not wait. Its machines must have what {@link #install} puts there.
     *
     * @param cluster address of its REST interface
     * @throws VedetteException bad input or configuration, before anything is begun; device, when the cluster cannot be reached or
     *     refuses
     * @throws InterruptedException when this thread was interrupted; the job may have been begun
     */
    ArchivePlan submit(ArchiveJob job, URI cluster) throws InterruptedException;
}
