package dev.vedette.cli;

import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.ConfigFile;
import dev.vedette.video.live.CameraList;
import dev.vedette.video.live.WatchCluster;
import dev.vedette.video.live.WatchJob;
import dev.vedette.video.live.WatchPlan;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette cluster watch}: live cameras, on a cluster inside this process or on one that exists. */
@Command(
        name = "watch",
        description = {
            "Watches cameras on Apache Flink, without an end: on a cluster inside this process, or with --cluster on one that exists.",
            "A cluster's machines need Vedette's libraries: 'vedette cluster install' puts them there."
        },
        footerHeading = "%nCameras:%n",
        footer = {
            "  cameras:",
            "    - name: gate",
            "      address: rtsp://viewer:$${GATE_PASSWORD}@10.0.0.7/stream",
            "    - name: yard",
            "      address: \"street:\"        # or a video, or a folder of images",
            "  more for each: rate, width, transport, speed, loop, zones, schedule;",
            "  docs/cluster.md tells of them",
            "",
            "What it leaves (the first three elsewhere where --to says so):",
            "  events/DAY/*.csv          events that are over: start, end, peak, where",
            "  minutes/DAY/*.csv         scores of every minute of every camera",
            "  cameras/DAY/*.csv         when a camera was watched, lost, and why",
            "  detectors/, checkpoints/  to go on with --resume"
        })
final class ClusterWatchCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "CAMERAS.yaml", description = "The cameras, written as below.")
    @SuppressWarnings("NullAway.Init")
    private Path cameras;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClusterScoring scoring;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description =
                    "Where to put detectors, checkpoints and results in files: a new or empty folder; path or URI that all workers see.")
    @SuppressWarnings("NullAway.Init")
    private String output;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ClusterResults results;

    @Option(
            names = "--resume",
            description =
                    "Goes on from the newest checkpoint in DIR, also with other cameras, detectors, zones, hours or slots, but with the same --to; nothing else may still write there.")
    private boolean resume;

    @Option(
            names = "--slots",
            paramLabel = "N",
            description =
                    "Slots of the cluster that share the cameras, each on one core (default: as many as this machine has cores; say how many for a cluster that exists).")
    private int slots = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--cluster",
            paramLabel = "ADDRESS",
            description = {
                "Has a cluster that exists watch, and does not wait; by the address of its REST interface and page:",
                "http://jobmanager:8081"
            })
    private @Nullable URI cluster;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of Flink's page, on this machine alone (default: any that is free).")
    private @Nullable Integer port;

    @Override
    public void run() {
        if (cluster != null && port != null) {
            throw VedetteException.badConfiguration(
                    "--port is of the page of the cluster inside this process, expected none with --cluster");
        }
        WatchCluster found = ClusterCommand.find(WatchCluster.class);
        WatchJob job = new WatchJob(
                ConfigFile.readAs(CameraList.class, cameras),
                scoring.detectors(),
                output,
                results.place(),
                slots,
                scoring.precision(),
                scoring.checkpoint(),
                resume);
        try {
            if (cluster != null) {
                print(found.submit(job, cluster));
            } else {
                found.run(job, port == null ? 0 : port, this::print);
                spec.commandLine().getOut().println("All cameras are files that are over");
            }
        } catch (InterruptedException e) {
            throw new CancellationException(
                    cluster == null
                            ? "results up to the last checkpoint stay; --resume goes on from there"
                            : "the cluster may have begun the job; see its page");
        }
    }

    private void print(WatchPlan plan) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(plan.cameras() + " cameras on " + plan.slots() + " slots; watch them at " + plan.page());
        if (!plan.withoutDetector().isEmpty()) {
            out.println("No detector, so not watched: " + String.join(", ", plan.withoutDetector()));
        }
        out.flush();
    }
}
