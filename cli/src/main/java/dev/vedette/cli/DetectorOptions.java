package dev.vedette.cli;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.detection.Precision;
import dev.vedette.engine.EngineOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which detector, and how it runs. */
final class DetectorOptions {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "DETECTOR",
            required = true,
            description = "The detector: a .vedette file, made by 'vedette train' or 'vedette import'.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--threshold",
            paramLabel = "SCORE",
            description = "Alarm above this score instead of the detector's threshold.")
    private @Nullable Double threshold;

    @Option(
            names = "--still-tolerance",
            paramLabel = "LEVELS",
            description =
                    "How far a place may change (mean of 0..255) and still count as unchanged, so that the network does not look"
                            + " there again; 0: it looks everywhere always (default: the detector's).")
    private @Nullable Double stillTolerance;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: one for each core); results do not depend on it.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            defaultValue = "auto",
            description =
                    "${COMPLETION-CANDIDATES}: numbers that the network computes in. auto: int8 where the processor is fast at it and the"
                            + " detector's scores stay nearly the same (see vedette info), float32 otherwise (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Precision precision;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "cpu",
            description =
                    "${COMPLETION-CANDIDATES}: what runs the network (default: ${DEFAULT-VALUE}, whose scores are those that the"
                            + " threshold was fitted to; those of a GPU differ in the last digits). cuda needs an NVIDIA GPU and a build"
                            + " with 'mvn -Pcuda'.")
    @SuppressWarnings("NullAway.Init")
    private Device device;

    /** How the network is to be computed. */
    Engine.Computing computing() {
        return new Engine.Computing(new EngineOptions(threads, device.engine()), precision);
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    Detector read() {
        Detector detector = DetectorFile.read(file);
        if (stillTolerance != null) {
            detector = detector.withScoring(detector.scoring().withStillTolerance(stillTolerance));
        }
        return threshold == null ? detector : detector.withThreshold(threshold);
    }
}
