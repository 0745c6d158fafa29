package dev.vedette.cli;

import dev.vedette.cli.curves.LearningCurves;
import dev.vedette.detection.Detector;
import dev.vedette.frame.Video;
import dev.vedette.training.Trainer;
import dev.vedette.training.TrainingConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Learning with a progress bar, and with curves in its run folder. */
final class Learning {
    private Learning() {}

    /**
     * @param resume go on from the folder's last checkpoint
     * @param goOn what to say to somebody who interrupts it
     */
    static Detector learn(
            List<Video> videos, TrainingConfig config, Path folder, boolean resume, PrintWriter out, String goOn) {
        try (LearningCurves curves = new LearningCurves(folder, Clock.systemUTC());
                LearningProgress progress = new LearningProgress(out)) {
            return Trainer.train(videos, config, folder, resume, new Listeners(curves, progress));
        } catch (CancellationException e) {
            CancellationException told = new CancellationException(goOn);
            told.initCause(e);
            throw told;
        }
    }
}
