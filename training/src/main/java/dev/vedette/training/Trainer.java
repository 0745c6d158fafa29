package dev.vedette.training;

import dev.vedette.detection.Detector;
import dev.vedette.detection.Provenance;
import dev.vedette.detection.Provenance.FootageDigest;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.model.Weights;
import dev.vedette.training.footage.Footage;
import dev.vedette.training.footage.FootageSettings;
import dev.vedette.training.footage.FootageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Learns a detector from footage of one camera. */
public final class Trainer {
    /** Videos that a detector names as what it was learned from; with very many, its description would be too long to be read. */
    private static final int MOST_NAMED = 1000;

    private Trainer() {}

    /**
     * Learns: footage is read once, a part is held out, the teacher learns, then the student, then the score is calibrated.
     *
     * @param footage normal footage of one camera
     * @param runFolder for checkpoints; its last checkpoint is replaced unless learning resumes from it
     * @param resume go on from the folder's checkpoint, with the result of an unbroken run; start if there is none
     * @throws VedetteException bad input, when the footage cannot be used; bad configuration, when the loss is not finite; device, when this
     *     machine cannot compute as asked
     */
    public static Detector train(
            List<Video> footage, TrainingConfig config, Path runFolder, boolean resume, TrainingListener listener) {
        config.compute().requirePrecision();
        createFolder(runFolder);
        FootageSettings settings = FootageSettings.of(
                        config.network().frameWidth(), config.network().frameHeight(), config.seed())
                .withMaxFrames(config.compute().maxFrames())
                .withFolder(runFolder);
        try (FootageStore store = FootageStore.read(
                footage, settings, (video, number, inVideo, inAll) -> listener.reading(video.name(), inAll))) {
            Material material = Material.prepare(store, config, listener);
            String identity = Identity.of(config, store);
            Optional<Checkpoint> checkpoint =
                    resume ? Checkpoint.read(runFolder, identity, config.network()) : Optional.empty();
            Weights learned = learn(config, material, checkpoint, new Run(runFolder, identity, listener));
            Calibrator calibrator = new Calibrator(config, material, watched(footage, store), listener);
            Calibrator.Result calibrated = calibrator.calibrate(learned, frameRate(store));
            calibrated.summary().forEach(listener::note);
            return new Detector(
                    config.network(),
                    learned,
                    calibrated.rule(),
                    calibrated.calibration(),
                    calibrated.quantisation(),
                    provenance(config, store, calibrated.facts()));
        }
    }

    /** Where learning keeps its checkpoints and whom it tells. */
    record Run(Path folder, String identity, TrainingListener listener) {}

    private static Weights learn(TrainingConfig config, Material material, Optional<Checkpoint> checkpoint, Run run) {
        Weights initial =
                checkpoint.map(Checkpoint::weights).orElseGet(() -> Weights.initial(config.network(), config.seed()));
        boolean teacherDone = checkpoint.map(c -> c.phase() == Phase.STUDENT).orElse(false);
        Weights taught =
                teacherDone ? initial : new PhaseRun(Phase.TEACHER, config, material, run).learn(initial, checkpoint);
        return new PhaseRun(Phase.STUDENT, config, material, run)
                .learn(taught, checkpoint.filter(c -> c.phase() == Phase.STUDENT));
    }

    /** The whole footage, where only segments of it were kept. */
    private static Optional<WatchedFootage> watched(List<Video> footage, FootageStore store) {
        long frames = store.digests().stream().mapToLong(FootageDigest::frames).sum();
        return frames > store.size() ? Optional.of(new WatchedFootage(footage, frames)) : Optional.empty();
    }

    /** Mean over the frames. */
    private static double frameRate(FootageStore store) {
        List<Footage.Segment> segments = store.segments();
        double first = segments.get(0).frameRate();
        // By differences, so that the rate of videos that have the same stays exactly that.
        double more = segments.stream()
                .mapToDouble(segment -> segment.clips() * (segment.frameRate() - first))
                .sum();
        return first + more / store.size();
    }

    private static Provenance provenance(TrainingConfig config, FootageStore store, Map<String, String> results) {
        Map<String, String> facts = new LinkedHashMap<>(results);
        facts.put("batch", Integer.toString(config.schedule().batch()));
        facts.put("teacher steps", Integer.toString(config.schedule().teacherSteps()));
        facts.put("student steps", Integer.toString(config.schedule().studentSteps()));
        facts.put("anomalous objects", config.anomalies().source().name());
        return new Provenance(Identity.version(), config.preset(), config.seed(), named(store.digests()), facts);
    }

    /** The footage as a detector names it: one digest stands for all videos after the first {@value #MOST_NAMED}. */
    static List<FootageDigest> named(List<FootageDigest> footage) {
        if (footage.size() <= MOST_NAMED) {
            return footage;
        }
        List<FootageDigest> rest = footage.subList(MOST_NAMED, footage.size());
        List<FootageDigest> named = new ArrayList<>(footage.subList(0, MOST_NAMED));
        named.add(FootageDigest.ofRest(
                rest.size(),
                rest.stream().mapToLong(FootageDigest::frames).sum(),
                Identity.hash(rest.stream().map(FootageDigest::sha256).toArray(String[]::new))));
        return named;
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot make the folder " + folder + " (" + e.getMessage() + "): choose another place for the run",
                    e);
        }
    }
}
