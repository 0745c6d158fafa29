package dev.vedette.cli;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Quantisation;
import dev.vedette.fault.VedetteException;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.pickle.PublishedWeights;
import dev.vedette.training.recipe.NetworkSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vedette import}: a detector from weights that the authors' program or another one learned. */
@Command(
        name = "import",
        description = {
            "Makes a detector from the weights of a PyTorch checkpoint (.pth) or a safetensors file.",
            "",
            "Nothing in a checkpoint is ever executed; one that asks for code is refused."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vedette import avenue.pth -o avenue.vedette",
            "  vedette import teacher.pth --student student.pth -o avenue.vedette",
            "  vedette import shanghai.pth --scoring paper-l1 --smoothing 282 -o s.vedette"
        })
final class ImportCommand implements Callable<Integer> {
    /** Which of the authors' rules scores a frame; their program decides it by the data set. */
    private static final Map<String, ScoringRule> RULES =
            Map.of("paper", ScoringRule.paper(), "paper-l1", ScoringRule.paperL1());

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "CHECKPOINT", description = "Weights of a whole network: .pth, .pt or .safetensors.")
    @SuppressWarnings("NullAway.Init")
    private Path checkpoint;

    @Option(
            names = "--student",
            paramLabel = "FILE",
            description = "Take the student's own weights from this file, where teacher and student were saved apart.")
    private @Nullable Path student;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "The detector to write (.vedette).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--size",
            paramLabel = "WxH",
            converter = SizeConverter.class,
            description = "Size that frames are brought to (default: the authors': 640x320 for patches of 16 pixels,"
                    + " 320x160 for patches of 8).")
    private @Nullable NetworkSize size;

    @Option(
            names = "--heads",
            paramLabel = "N",
            description = "Attention heads, which the weights do not tell (default: ${DEFAULT-VALUE}).")
    private int heads = PublishedWeights.HEADS;

    @Option(
            names = "--scoring",
            paramLabel = "RULE",
            description = "paper: L2 reconstruction error + discrepancy (the authors' rule for Avenue); paper-l1: L1"
                    + " reconstruction error (for ShanghaiTech). Default: ${DEFAULT-VALUE}.")
    private String scoring = "paper";

    @Option(
            names = "--smoothing",
            paramLabel = "SIGMA",
            description = "Sigma of the smoothing over time, in frames (default: ${DEFAULT-VALUE}, as for Avenue).")
    private double smoothing = 11;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "Alarm above this score (default: no alarms, since a checkpoint does not tell).")
    private double threshold = Double.MAX_VALUE;

    @Override
    public Integer call() {
        ScoringRule rule = RULES.get(scoring);
        if (rule == null) {
            throw VedetteException.badConfiguration(
                    "there is no scoring rule '" + scoring + "', expected paper or paper-l1");
        }
        Optional<NetworkSize> frame = Optional.ofNullable(size);
        PublishedWeights published = student == null
                ? PublishedWeights.read(checkpoint, frame, heads)
                : PublishedWeights.readPair(checkpoint, student, frame, heads);
        Detector detector = new Detector(
                published.network(),
                published.weights(),
                rule,
                new Calibration(smoothing, smoothing, threshold, 0, 0, 0),
                Quantisation.NONE,
                new Provenance(ManifestVersion.version(), "imported", 0, List.of(), facts()));
        DetectorFile.write(output, detector);
        report(published.network());
        return 0;
    }

    private void report(NetworkConfig network) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Imported %s: patch %d, frames %dx%d, widths %d and %d, %d and %d blocks -> %s%n",
                checkpoint.getFileName(),
                network.patch(),
                network.frameWidth(),
                network.frameHeight(),
                network.encoderWidth(),
                network.decoderWidth(),
                network.encoderDepth(),
                network.decoderDepth(),
                output);
        if (threshold == Double.MAX_VALUE) {
            out.println(
                    "It scores, but never alarms: a checkpoint tells no threshold. Give one with --threshold, here or to"
                            + " 'vedette detect'.");
        }
        out.flush();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("checkpoint", name(checkpoint) + ", SHA-256 " + sha256(checkpoint));
        if (student != null) {
            facts.put("student", name(student) + ", SHA-256 " + sha256(student));
        }
        return facts;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw VedetteException.badInput("cannot read " + file + " (" + e.getMessage() + ")", e);
        } catch (NoSuchAlgorithmException e) {
            throw VedetteException.internal("every Java has SHA-256", e);
        }
    }
}
