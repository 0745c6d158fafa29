package dev.vedette.cli;

import dev.vedette.cli.demo.DemoFootage;
import dev.vedette.cli.demo.DemoOutcome;
import dev.vedette.cli.report.Figures;
import dev.vedette.cli.report.Illustrator;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.recipe.Preset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vedette demo}: the whole way, from footage to a report, on a street that the program draws. */
@Command(
        name = "demo",
        description =
                "Renders a small street scene, learns from its normal part, detects in the rest, and compares what was found"
                        + " with what was there.")
final class DemoCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            defaultValue = "vedette-demo",
            description = "Where to put everything (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the scene and of learning (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--teacher-steps", paramLabel = "N", defaultValue = "550", hidden = true)
    private int teacherSteps;

    @Option(names = "--student-steps", paramLabel = "N", defaultValue = "120", hidden = true)
    private int studentSteps;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        long start = System.nanoTime();
        say(
                out,
                "1. A street is rendered: " + DemoFootage.NORMAL_FRAMES + " frames of people walking to learn from, "
                        + DemoFootage.STREET_FRAMES + " frames to watch");
        DemoFootage footage = render();
        say(out, "2. A detector learns from the first part what is normal");
        Detector detector = learn(footage, out);
        DetectorFile.write(output.resolve("street.vedette"), detector);
        say(out, "3. It watches the rest");
        Engine.Computing computing = new Engine.Computing(EngineOptions.defaults(), Precision.AUTO);
        try (Detection detection = new Detection(detector, "street.vedette", computing, output, true)) {
            detection.detect(
                    footage.street(), footage.known(), scored -> DemoOutcome.print(out, scored, footage.known()));
            say(out, "Report: " + detection.writePage());
        }
        say(out, "Overlay video: " + output.resolve(footage.street().name()).resolve(Illustrator.OVERLAY));
        say(out, "Took " + Figures.time((System.nanoTime() - start) / 1e9));
    }

    private DemoFootage render() {
        long frames = DemoFootage.NORMAL_FRAMES + DemoFootage.STREET_FRAMES;
        try (Progress progress = new Progress("rendering", frames, "frames")) {
            return DemoFootage.render(output.resolve("footage"), seed, progress::at);
        }
    }

    private Detector learn(DemoFootage footage, PrintWriter out) {
        NetworkConfig network = new NetworkConfig(160, 96, 8, 128, 64, 3, 3, 4, 2, 0.5);
        TrainingConfig standard = Preset.DEFAULT.config(network, seed);
        TrainingConfig config = standard.withSchedule(standard.schedule().withSteps(teacherSteps, studentSteps));
        return Learning.learn(
                List.of(footage.normal()), config, output.resolve("run"), false, out, "the demo begins anew next time");
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }
}
