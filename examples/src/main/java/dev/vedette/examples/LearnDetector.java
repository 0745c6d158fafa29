package dev.vedette.examples;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.frame.Video;
import dev.vedette.training.Phase;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingListener;
import dev.vedette.training.recipe.Settings;
import dev.vedette.video.Videos;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Learns a detector. Arguments: the detector to make, a video or folder of normal footage. */
public final class LearnDetector {
    private LearnDetector() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        List<Video> footage = Videos.openAll(Path.of(arguments[1]));
        Settings usual = Settings.of(Map.of());
        TrainingConfig config = usual.config(footage.get(0), 1, 0); // seed 1, all cores
        TrainingListener listener = new TrainingListener() {
            @Override
            public void step(Phase phase, int step, int steps, double loss, double framesPerSecond) {
                System.out.println(phase + " " + step + "/" + steps + " loss " + loss);
            }
        };
        Path run = file.resolveSibling("run"); // checkpoints: a killed run goes on from the last one
        Detector detector = Trainer.train(footage, config, run, true, listener);
        DetectorFile.write(file, detector);
    }
}
