package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.archive.ArchivePlan;
import java.io.PrintWriter;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vedette cluster}: many cameras, on Apache Flink. */
@Command(
        name = "cluster",
        subcommands = {
            ClusterRunCommand.class,
            ClusterWatchCommand.class,
            ClusterLearnCommand.class,
            ClusterInstallCommand.class,
            ClusterSubmitCommand.class
        },
        description = {
            "Scores archives of many cameras, watches live ones, and learns them, on Apache Flink: on a cluster inside this process, or on one that exists.",
            "Needs a Vedette that was built with 'mvn -Pflink -DskipTests -pl cli -am package'; docs/cluster.md tells more."
        })
final class ClusterCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw VedetteException.badConfiguration(
                "'vedette cluster' does nothing by itself; expected 'vedette cluster run', 'vedette cluster watch',"
                        + " 'vedette cluster learn' or 'vedette cluster submit'; see '" + spec.qualifiedName()
                        + " --help'");
    }

    /** @param service that Flink can do */
    static <T> T find(Class<T> service) {
        return ServiceLoader.load(service)
                .findFirst()
                .orElseThrow(() ->
                        VedetteException.badConfiguration("this Vedette was built without Apache Flink: build it with"
                                + " 'mvn -Pflink -DskipTests -pl cli -am package', then run this again"));
    }

    static void print(PrintWriter out, ArchivePlan plan) {
        out.println(plan.videos() + " videos of " + plan.cameras() + " cameras; watch them at " + plan.page());
        if (!plan.withoutDetector().isEmpty()) {
            out.println("No detector, so videos are set aside: " + String.join(", ", plan.withoutDetector()));
        }
        out.flush();
    }
}
