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
    private static final int MOST_REASONS = 10;

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
        String ranges = plan.ranges() == plan.videos() ? "" : " in " + plan.ranges() + " ranges";
        out.println(plan.videos() + " videos of " + plan.cameras() + " cameras" + ranges + "; watch them at "
                + plan.page());
        plan.inOnePiece().stream()
                .limit(MOST_REASONS)
                .forEach(video -> out.println("Not cut: " + video.video() + ": " + video.reason()));
        if (plan.inOnePiece().size() > MOST_REASONS) {
            out.println("Not cut: " + (plan.inOnePiece().size() - MOST_REASONS) + " more videos");
        }
        if (!plan.withoutDetector().isEmpty()) {
            out.println("No detector, so videos are set aside: " + String.join(", ", plan.withoutDetector()));
        }
        out.flush();
    }
}
