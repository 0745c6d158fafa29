package dev.vedette.cli;

import dev.vedette.video.archive.ArchiveCluster;
import java.net.URI;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette cluster submit}: an archive for a cluster that exists. */
@Command(
        name = "submit",
        description = {
            "Gives an archive of many cameras to a cluster of Apache Flink 2 that exists, prints the address of the job's page, and does not wait for the end.",
            "The cluster's machines need Vedette's libraries: 'vedette cluster install' puts them there.",
            "It leaves what 'vedette cluster run' leaves. Videos that were given up, and why, are in set-aside/ of DIR."
        })
final class ClusterSubmitCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--cluster",
            paramLabel = "ADDRESS",
            required = true,
            description = {"The cluster, by the address of its REST interface and page:", "http://jobmanager:8081"})
    @SuppressWarnings("NullAway.Init")
    private URI cluster;

    @Override
    public void run() {
        try {
            ClusterCommand.print(
                    spec.commandLine().getOut(),
                    ClusterCommand.find(ArchiveCluster.class).submit(options.job(), cluster));
        } catch (InterruptedException e) {
            throw new CancellationException("the cluster may have begun the job; see its page");
        }
    }
}
