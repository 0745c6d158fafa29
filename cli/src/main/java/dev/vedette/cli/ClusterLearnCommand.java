package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.training.cluster.LearningCluster;
import dev.vedette.training.cluster.LearningJob;
import dev.vedette.training.cluster.LearningOutcome;
import dev.vedette.training.cluster.LearningOutcome.SetAside;
import dev.vedette.training.cluster.LearningPlan;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette cluster learn}: detectors for many cameras. */
@Command(
        name = "learn",
        description = {
            "Learns a detector for each of many cameras, as 'vedette train' would, on a cluster of Apache Flink inside this process or on one"
                    + " that exists.",
            "What was broken off goes on when the same command is run again."
        },
        footerHeading = "%nWhat it leaves:%n",
        footer = {
            "  CAMERA.vedette            the detector of a camera",
            "  CAMERA.set-aside.txt      why a camera could not be learned",
            "  runs/                     checkpoints of what is not at its end"
        })
final class ClusterLearnCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FOLDER",
            description =
                    "Holds a folder of videos, nested at will and mostly normal, for each camera; path or URI that all workers see.")
    @SuppressWarnings("NullAway.Init")
    private String footage;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DETECTORS",
            required = true,
            description = "Folder for the detectors; a path that all workers see.")
    @SuppressWarnings("NullAway.Init")
    private String detectors;

    @Option(
            names = "--again",
            description = "Learn cameras that have a detector in DETECTORS too; otherwise they are left alone.")
    private boolean again;

    @Mixin
    private final LearningOptions learning = new LearningOptions();

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Cameras that are learned at once; unless --threads says another number, a machine's cores are shared between its"
                            + " slots (default: ${DEFAULT-VALUE}).")
    private int slots;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often a camera whose footage cannot be read, or that kills its worker, is begun before it is set aside (default: ${DEFAULT-VALUE}).")
    private int tries;

    @Option(
            names = "--cluster",
            paramLabel = "ADDRESS",
            description =
                    "Give it to a cluster that exists, and do not wait: its REST interface and page, http://jobmanager:8081.")
    private @Nullable URI cluster;

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of Flink's page of a cluster inside this process, on this machine alone (default: any that is free).")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        if (cluster != null && port != null) {
            throw VedetteException.badConfiguration(
                    "--port is of the page of the cluster inside this process, expected none with --cluster");
        }
        PrintWriter out = spec.commandLine().getOut();
        LearningCluster learner = ClusterCommand.find(LearningCluster.class);
        LearningJob job = new LearningJob(
                footage, detectors, again, learning.settings(), learning.seed(), learning.threads(), slots, tries);
        try {
            if (cluster != null) {
                print(out, learner.submit(job, cluster));
                return 0;
            }
            LearningOutcome outcome = learner.run(job, port == null ? 0 : port, plan -> print(out, plan));
            out.println("Learned " + outcome.learned().size() + " cameras; detectors are in " + detectors);
            for (SetAside camera : outcome.setAside()) {
                spec.commandLine()
                        .getErr()
                        .println("vedette: " + camera.camera() + " was set aside: " + camera.reason());
            }
            return outcome.setAside().isEmpty() ? 0 : Category.BAD_INPUT.exitCode();
        } catch (InterruptedException e) {
            throw new CancellationException(
                    cluster == null
                            ? "the same command goes on from the last checkpoints"
                            : "the cluster may have begun the job; see its page");
        }
    }

    private static void print(PrintWriter out, LearningPlan plan) {
        List<String> alone = plan.leftAlone();
        if (!plan.cameras().isEmpty()) {
            out.println("Learning " + plan.cameras().size() + " cameras; watch them at " + plan.page());
        }
        if (!alone.isEmpty()) {
            out.println("Left alone, because there is a detector: " + String.join(", ", alone));
        }
        out.flush();
    }
}
