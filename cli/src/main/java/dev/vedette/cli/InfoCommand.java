package dev.vedette.cli;

import dev.vedette.cli.report.DetectorFacts;
import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Provenance.FootageDigest;
import dev.vedette.detection.Quantisation;
import dev.vedette.engine.ScoringEngines;
import dev.vedette.model.NetworkConfig;
import dev.vedette.model.TokenGrid;
import dev.vedette.model.Weights;
import dev.vedette.scoring.ScorePart;
import dev.vedette.scoring.ScoringRule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette info}: what a detector is and where it comes from. */
@Command(
        name = "info",
        description = "Shows what a .vedette file holds, after checking all of it.",
        footerHeading = "%nExamples:%n",
        footer = {"  vedette info gate.vedette", "  vedette info --json gate.vedette | jq .calibration.threshold"})
final class InfoCommand implements Callable<Integer> {
    private static final int MOST_VIDEOS = 8;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DETECTOR", description = "A .vedette file.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Print the file's detector.json as it stands.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DetectorFile.description(file));
        } else {
            Detector detector = DetectorFile.read(file);
            network(out, detector.network());
            scoring(out, detector.scoring());
            calibration(out, detector.calibration());
            precision(out, detector.quantisation());
            provenance(out, detector.provenance());
        }
        out.flush();
        return 0;
    }

    private static void network(PrintWriter out, NetworkConfig network) {
        TokenGrid grid = network.grid();
        out.println("Network");
        line(
                out,
                "frames",
                "%d×%d in patches of %d: %d×%d = %d tokens",
                network.frameWidth(),
                network.frameHeight(),
                network.patch(),
                grid.columns(),
                grid.rows(),
                network.tokens());
        line(out, "masking", "%s removed, %d kept", percent(network.maskRatio()), network.keptTokens());
        line(out, "encoder", "%d blocks of width %d", network.encoderDepth(), network.encoderWidth());
        line(
                out,
                "decoder",
                "%d blocks of width %d (teacher); the student shares the first and has one of its own",
                network.decoderDepth(),
                network.decoderWidth());
        line(out, "attention", "%d heads; MLP %d times as wide", network.heads(), network.mlpRatio());
        line(out, "weights", "%,d learned numbers, all finite", Weights.parameters(network));
    }

    private static void scoring(PrintWriter out, ScoringRule rule) {
        out.println("Scoring");
        line(
                out,
                "tokens",
                "%s",
                switch (rule.pooling()) {
                    case MEAN -> "the mean over all is the frame's score";
                    case PEAK -> "the largest mean of 3×3 is the frame's score";
                    case PATH -> "the largest mean of 3×3 is the frame's score; over time, of the best path";
                });
        line(
                out,
                "masks",
                "%s",
                switch (rule.masking()) {
                    case RANDOM -> "one random mask a frame";
                    case COMPLEMENTARY -> "fixed; every token is removed by at least one";
                });
        line(out, "still places", "%s", DetectorFacts.stillPlaces(rule.stillTolerance()));
        for (ScorePart part : rule.parts()) {
            boolean plain = part.centre() == 0 && part.scale() == 1;
            line(
                    out,
                    "part",
                    "%s × %s%s%s%s",
                    number(part.weight()),
                    words(part.quantity()),
                    part.timesMotion() ? " × motion" : "",
                    part.from() == ScorePart.Tokens.ALL ? "" : ", " + words(part.from()) + " tokens",
                    plain ? "" : ", normal is " + number(part.centre()) + " ± " + number(part.scale()));
        }
    }

    private static void calibration(PrintWriter out, Calibration calibration) {
        out.println("Calibration");
        boolean alarms = calibration.alarms();
        line(out, "threshold", "%s", alarms ? number(calibration.threshold()) : "none: it never alarms");
        line(
                out,
                "smoothing",
                "over %s frames; live, looking back only, %s",
                number(calibration.smoothingFrames()),
                number(calibration.causalFrames()));
        if (calibration.deviationNormal() > 0) {
            line(
                    out,
                    "normal scores",
                    "%s ± %s on held-out footage; %s false alarms a day to be expected",
                    number(calibration.meanNormal()),
                    number(calibration.deviationNormal()),
                    number(24 * calibration.falseAlarmsPerHour()));
        }
    }

    private static void precision(PrintWriter out, Quantisation quantisation) {
        out.println("Precision");
        if (!quantisation.known()) {
            line(out, "int8", "not known to this detector: it computes in float32");
        } else {
            line(
                    out,
                    "int8",
                    "scores correlate %s with float32 on held-out footage: %s",
                    String.format(Locale.ROOT, "%.5f", quantisation.correlation()),
                    quantisation.faithful()
                            ? "used where the processor is fast at it"
                            : "less than " + Quantisation.LEAST_CORRELATION + ", so it computes in float32");
        }
        line(
                out,
                "here",
                "%s",
                ScoringEngines.obstacleToIntegers()
                        .map(obstacle -> "float32: " + obstacle)
                        .orElse("the processor is fast at int8"));
    }

    private static void provenance(PrintWriter out, Provenance provenance) {
        out.println("Provenance");
        line(
                out,
                "made by",
                "vedette %s, preset %s, seed %d",
                provenance.vedetteVersion(),
                provenance.preset(),
                provenance.seed());
        List<FootageDigest> footage = provenance.footage();
        if (!footage.isEmpty()) {
            long frames = footage.stream().mapToLong(FootageDigest::frames).sum();
            line(out, "footage", "%,d videos, %,d frames", provenance.videos(), frames);
            footage.stream()
                    .limit(MOST_VIDEOS)
                    .forEach(video -> line(
                            out, "", "%s, %,d frames, SHA-256 %.16s…", video.name(), video.frames(), video.sha256()));
            if (footage.size() > MOST_VIDEOS) {
                line(
                        out,
                        "",
                        "and %,d more (with --json, as far as they are named)",
                        provenance.videos() - MOST_VIDEOS);
            }
        }
        new TreeMap<>(provenance.facts()).forEach((name, value) -> line(out, name, "%s", value));
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        // Names and texts come from a file: nothing in them may steer the terminal.
        String text = String.format(Locale.ROOT, format, values);
        out.printf("  %-14s %s%n", printable(name), printable(text));
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String percent(double share) {
        return number(share * 100) + " %";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value)
                .replaceAll("(\\.\\d*?)0+(?=$|e)", "$1")
                .replaceAll("\\.(?=$|e)", "");
    }
}
