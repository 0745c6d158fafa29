package dev.vedette.training;

import dev.vedette.detection.Detector;
import dev.vedette.frame.Video;
import dev.vedette.scoring.ScoringRule;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import java.nio.file.Path;
import java.util.List;

/** How well a detector tells held-out normal footage from the same with synthetic anomalies: for comparing two of one camera. */
public final class HeldOutTest {
    private HeldOutTest() {}

    /**
     * Mean of frame AUC and token AUC, 0..1; 0.5 is chance. The detector is judged by its own scoring: its parts, its masks and what motion is
     * usual to it. For comparisons, give the same footage and configuration: detectors whose networks look at frames of the same size then have
     * the same part held out, with the same anomalies in it. Of others each sees the footage, and makes anomalies of it, at its own size.
     *
     * @param config says what is held out and what is put into it; network and scoring are the detector's own
     * @param folder for a temporary file
     * @throws dev.vedette.fault.VedetteException bad input, when the footage cannot be used
     */
    public static double quality(Detector detector, List<Video> footage, TrainingConfig config, Path folder) {
        TrainingConfig own = config.withNetwork(detector.network());
        FootageSettings settings = FootageSettings.of(
                        own.network().frameWidth(), own.network().frameHeight(), own.seed())
                .withMaxFrames(own.compute().maxFrames())
                .withFolder(folder);
        try (FootageStore store = FootageStore.read(footage, settings, (video, number, inVideo, inAll) -> {})) {
            Material material = Material.prepare(store, own, new TrainingListener() {});
            ScoringRule rule = detector.scoring();
            HeldOutMeasurement measured =
                    new Validator(own, material).measure(detector.weights(), rule, rule.measured());
            return (measured.frameAuc(rule) + measured.tokenAuc(rule)) / 2;
        }
    }
}
