package dev.vedette.video.live;

import java.net.URI;
import java.util.function.Consumer;

/** Watches cameras on a cluster. {@link java.util.ServiceLoader} finds it where it is on the class path. */
public interface WatchCluster {
    /**
     * Watches on a cluster inside this process, until all cameras are files that are over.
     *
     * @param port of the cluster's page on this machine; 0 for any
     * @param begun told once
     * @throws dev.vedette.fault.VedetteException bad input or configuration, before anything is begun; device, when the job failed
     * @throws InterruptedException after the job was cancelled because this thread was interrupted
     */
    void run(WatchJob job, int port, Consumer<WatchPlan> begun) throws InterruptedException;

    /**
     * Has a cluster that exists watch, and does not wait. Its machines must have what
     * {@link dev.vedette.video.archive.ArchiveCluster#install} puts there.
     *
     * @param cluster address of its REST interface
     * @throws dev.vedette.fault.VedetteException bad input or configuration, before anything is begun; device, when the cluster cannot be
     *     reached or refuses
     * @throws InterruptedException when this thread was interrupted; the job may have been begun
     */
    WatchPlan submit(WatchJob job, URI cluster) throws InterruptedException;
}
