package dev.vedette.cli;

import dev.vedette.detection.Precision;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a cluster scores: archives and live cameras alike. */
final class ClusterScoring {
    @Option(
            names = {"-m", "--detectors"},
            paramLabel = "PLACE",
            required = true,
            description = "A folder with CAMERA.vedette for each camera, or one .vedette file for all.")
    @SuppressWarnings("NullAway.Init")
    private String detectors;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            defaultValue = "auto",
            description =
                    "${COMPLETION-CANDIDATES}: as of 'vedette detect'. With auto, workers with different processors may score"
                            + " with different numbers (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private Precision precision;

    @Option(
            names = "--checkpoint",
            paramLabel = "S",
            defaultValue = "10",
            description =
                    "Seconds between two checkpoints of Flink (default: ${DEFAULT-VALUE}). New results appear with each; longer makes fewer files.")
    private double checkpoint;

    String detectors() {
        return detectors;
    }

    Precision precision() {
        return precision;
    }

    /** Time between two checkpoints. */
    Duration checkpoint() {
        return Duration.ofMillis(Math.round(1000 * checkpoint));
    }
}
