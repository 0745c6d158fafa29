package dev.vedette.examples;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.frame.Video;
import dev.vedette.model.NetworkConfig;
import dev.vedette.training.Phase;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingConfig;
import dev.vedette.training.TrainingListener;
import dev.vedette.video.Videos;
import java.nio.file.Path;
import java.util.List;

/** Learns a detector. Arguments: the detector to make, a video or folder of normal footage. */
public final class LearnDetector {
    private LearnDetector() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        List<Video> footage = Videos.openAll(Path.of(arguments[1]));
        NetworkConfig network = NetworkConfig.paper(240, 160, 8); // frame width and height, patch
        TrainingConfig config = TrainingConfig.standard(network, 1); // seed
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
