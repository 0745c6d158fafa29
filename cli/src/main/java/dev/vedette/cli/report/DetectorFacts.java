package dev.vedette.cli.report;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.StreamDetector;
import dev.vedette.model.NetworkConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a reader of scores should know about the detector that gave them. */
public final class DetectorFacts {
    private DetectorFacts() {}

    /** Name to value, in the order to show them. */
    public static Map<String, String> of(Detector detector) {
        NetworkConfig network = detector.network();
        Calibration calibration = detector.calibration();
        Provenance provenance = detector.provenance();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Learned from", learnedFrom(provenance.footage()));
        facts.put("Preset", provenance.preset() + ", seed " + provenance.seed());
        facts.put("Frame size", network.frameWidth() + "×" + network.frameHeight() + ", patch " + network.patch());
        facts.put(
                "Score of a frame",
                detector.scoring().parts().stream()
                        .map(part -> Figures.tick(part.weight()) + " × "
                                + part.quantity()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')
                                + (part.timesMotion() ? " × motion" : ""))
                        .collect(Collectors.joining(
                                " + ",
                                "",
                                ", " + detector.scoring().pooling().name().toLowerCase(Locale.ROOT)
                                        + " over the frame")));
        facts.put("Still places", stillPlaces(detector.scoring().stillTolerance()));
        facts.put("Threshold", threshold(calibration));
        facts.put("Delay of causal scores", causalDelay(calibration));
        facts.put(
                "Smoothing of recordings",
                "Gaussian over time, σ = " + Figures.tick(calibration.smoothingFrames()) + " frames, both ways");
        return facts;
    }

    private static String learnedFrom(List<Provenance.FootageDigest> footage) {
        if (footage.isEmpty()) {
            return "nothing on record";
        }
        long frames =
                footage.stream().mapToLong(Provenance.FootageDigest::frames).sum();
        String what = footage.size() == 1 ? footage.get(0).name() : footage.size() + " videos";
        return what + " (" + Figures.count(frames) + " frames)";
    }

    /** In words. */
    public static String stillPlaces(double tolerance) {
        return tolerance == 0
                ? "the network looks everywhere always"
                : "the network looks again where pixels differ by more than " + Figures.tick(tolerance)
                        + " of 255 in the mean";
    }

    private static String threshold(Calibration calibration) {
        if (!calibration.alarms()) {
            return "none: it never alarms";
        }
        return calibration.deviationNormal() == 0
                ? Figures.score(calibration.threshold()) + " (not calibrated)"
                : Figures.score(calibration.threshold()) + "; normal footage scores "
                        + Figures.score(calibration.meanNormal()) + " ± "
                        + Figures.score(calibration.deviationNormal()) + expected(calibration);
    }

    private static String expected(Calibration calibration) {
        double perDay = 24 * calibration.falseAlarmsPerHour();
        return perDay == 0 ? "" : ", and " + Figures.tick(perDay) + " false alarms a day are to be expected";
    }

    private static String causalDelay(Calibration calibration) {
        return StreamDetector.LOOK_AHEAD + " frames until a score is known; smoothing backwards (σ = "
                + Figures.tick(calibration.causalFrames()) + " frames) lags by "
                + String.format(Locale.ROOT, "%.1f", smoothingLag(calibration.causalFrames())) + " frames on average";
    }

    /** Mean age in frames of the scores in a one-sided Gaussian: Σ k·w(k) / Σ w(k), w(k) = exp(−k²/(2σ²)), k = 0 … 3σ. */
    public static double smoothingLag(double sigma) {
        double sum = 0;
        double total = 0;
        for (int k = 0; k <= Math.ceil(3 * sigma); k++) {
            double weight = k == 0 ? 1 : Math.exp(-(double) k * k / (2 * sigma * sigma));
            sum += k * weight;
            total += weight;
        }
        return sum / total;
    }
}
