package dev.vedette.training;

import dev.vedette.detection.Detector;
import dev.vedette.frame.Video;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import java.nio.file.Path;
import java.util.List;

/** How well a detector tells held-out normal footage from the same with synthetic anomalies: for comparing two of one camera. */
public final class HeldOutTest {
    private HeldOutTest() {}

    /**
     * Mean of frame AUC and token AUC, 0..1; 0.5 is chance. For comparisons, give the same footage and configuration: the same part is then
     * held out, and the same anomalies are put into it.
     *
     * @param config says what is held out; the network's shape is the detector's own
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
            HeldOutMeasurement measured = new Validator(own, material).measure(detector.weights());
            return (measured.frameAuc(detector.scoring()) + measured.tokenAuc(detector.scoring())) / 2;
        }
    }
}
