package dev.vedette.cli;

import dev.vedette.fault.VedetteException.Category;
import dev.vedette.video.archive.ArchiveCluster;
import dev.vedette.video.archive.ArchiveOutcome;
import dev.vedette.video.archive.ArchiveOutcome.SetAside;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette cluster run}: an archive on a cluster inside this process. */
@Command(
        name = "run",
        description =
                "Scores an archive of many cameras on a cluster of Apache Flink inside this process, and waits for the end.",
        footerHeading = "%nWhat it leaves, unless --to says another place:%n",
        footer = {
            "  scores/CAMERA/*.csv       every frame: time, raw, causal, alarm",
            "  events/CAMERA/*.csv       start, end, peak, where",
            "  videos/*.csv              videos that were scored to their end",
            "  set-aside/*.csv           videos that were given up, and why",
            "  detectors/                the detectors, named by their SHA-256"
        })
final class ClusterRunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of Flink's page, on this machine alone (default: any that is free).")
    private int port;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            ArchiveOutcome outcome = ClusterCommand.find(ArchiveCluster.class)
                    .run(options.job(), port, plan -> ClusterCommand.print(out, plan));
            out.println("Scored " + outcome.videos() + " videos, " + outcome.frames() + " frames; " + outcome.events()
                    + " events");
            PrintWriter err = spec.commandLine().getErr();
            for (SetAside video : outcome.setAside()) {
                err.println("vedette: " + video.video() + " was set aside: " + video.reason());
            }
            return outcome.setAside().isEmpty() ? 0 : Category.BAD_INPUT.exitCode();
        } catch (InterruptedException e) {
            throw new CancellationException("results up to the last checkpoint stay");
        }
    }
}
