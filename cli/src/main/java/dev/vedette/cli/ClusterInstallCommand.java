package dev.vedette.cli;

import dev.vedette.video.archive.ArchiveCluster;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette cluster install}: Vedette's libraries for the machines of a cluster. */
@Command(
        name = "install",
        description =
                "Puts Vedette's libraries into the lib folder of an Apache Flink, once for each machine of a cluster and again for each"
                        + " new version; start Flink again afterwards.")
final class ClusterInstallCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "LIB", description = "Flink's lib folder: the one with flink-dist-2.*.jar in it.")
    @SuppressWarnings("NullAway.Init")
    private Path lib;

    @Override
    public void run() {
        int files = ClusterCommand.find(ArchiveCluster.class).install(lib).size();
        spec.commandLine().getOut().println("Put " + files + " files into " + lib + "; start Flink again");
    }
}
