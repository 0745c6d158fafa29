package dev.vedette.cli.report;

import dev.vedette.detection.Calibration;
import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.StreamDetector;
import dev.vedette.model.NetworkConfig;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.scoring.Smoothing;
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
        facts.put("Learned from", learnedFrom(provenance));
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
        facts.put("Delay of causal scores", causalDelay(detector.causalSmoothing()));
        facts.put("Smoothing of recordings", width(detector.recordedSmoothing()) + ", both ways");
        return facts;
    }

    private static String learnedFrom(Provenance provenance) {
        List<Provenance.FootageDigest> footage = provenance.footage();
        if (footage.isEmpty()) {
            return "nothing on record";
        }
        long frames =
                footage.stream().mapToLong(Provenance.FootageDigest::frames).sum();
        String what = footage.size() == 1 ? footage.get(0).name() : Figures.count(provenance.videos()) + " videos";
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

    private static String causalDelay(Smoothing smoothing) {
        return StreamDetector.LOOK_AHEAD + " frames until a score is known; smoothing backwards ("
                + width(smoothing) + ") lags by " + String.format(Locale.ROOT, "%.1f", smoothing.lag())
                + " frames on average";
    }

    /** In words. */
    private static String width(Smoothing smoothing) {
        String frames = Figures.tick(smoothing.frames()) + " frames";
        return smoothing.pooling() == ScoringRule.Pooling.PATH
                ? "along paths, which forget within " + frames
                : "Gaussian over time, σ = " + frames;
    }
}
