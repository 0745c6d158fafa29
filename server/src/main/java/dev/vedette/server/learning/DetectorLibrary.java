package dev.vedette.server.learning;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.VedetteException;
import dev.vedette.server.config.CameraConfig;
import dev.vedette.server.store.DetectorStore;
import dev.vedette.server.store.DetectorStore.Version;
import dev.vedette.server.watch.ActiveDetector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The detectors that cameras have had; all are kept, one of each camera watches. Thread-safe. */
public final class DetectorLibrary {
    private final Path data;
    private final DetectorStore store;

    /** @param data the server's folder */
    public DetectorLibrary(Path data, DetectorStore store) {
        this.data = data;
        this.store = store;
    }

    /** Newest first. */
    public List<Version> versions(String camera) {
        return store.of(camera);
    }

    /** The file of the detector that watches. */
    Optional<Path> activeFile(String camera) {
        return store.active(camera).map(version -> data.resolve(version.file()));
    }

    /**
     * The detector that is to watch a camera, with the threshold that keeps its alert budget.
     *
     * @throws VedetteException when its file does not read
     */
    public Optional<ActiveDetector> active(CameraConfig camera) {
        return store.active(camera.name()).map(version -> open(version, camera.budget()));
    }

    private ActiveDetector open(Version version, double budget) {
        Path file = data.resolve(version.file());
        Detector detector = DetectorFile.read(file);
        Optional<NormalScores> scores = NormalScores.read(scores(file));
        Detector tuned = scores.map(
                        normal -> detector.withThreshold(normal.promise(budget).threshold()))
                .orElse(detector);
        return new ActiveDetector(version.id(), tuned, score -> scores.map(normal -> normal.days(score)));
    }

    private static Path scores(Path detector) {
        String name = detector.getFileName().toString();
        return detector.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".scores");
    }

    /** Takes the files of a learned detector in. @return the detector's, relative to the data folder */
    String keep(String camera, Path run, Instant now) {
        String name = "detectors/" + camera + "-" + now.toEpochMilli() + ".vedette";
        Path file = data.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.move(run.resolve(Lesson.SCORES), scores(file), StandardCopyOption.ATOMIC_MOVE);
            Files.move(run.resolve(Lesson.DETECTOR), file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw VedetteException.device("the learned detector cannot be kept (" + e.getMessage() + ")", e);
        }
        return name;
    }

    /** Makes a file that is kept a version of a camera's detector, without letting it watch; the same file twice is one version. */
    Version add(String camera, String file, double quality, String note, Instant now) {
        return find(camera, store.add(camera, file, now, Optional.of(quality), note));
    }

    /**
     * Lets a version watch from now on.
     *
     * @throws VedetteException bad input, when the camera has no such version
     */
    public void activate(String camera, long id) {
        store.activate(camera, find(camera, id).id());
    }

    private Version find(String camera, long id) {
        return store.of(camera).stream()
                .filter(version -> version.id() == id)
                .findFirst()
                .orElseThrow(() -> VedetteException.badInput("camera " + camera + " has no detector " + id));
    }

    /** Removes all of a camera's detectors. */
    public void removeAll(String camera) {
        for (Version version : store.of(camera)) {
            Path file = data.resolve(version.file());
            try {
                Files.deleteIfExists(file);
                Files.deleteIfExists(scores(file));
            } catch (IOException e) {
                throw VedetteException.device("cannot remove " + file + " (" + e.getMessage() + ")", e);
            }
        }
        store.deleteOf(camera);
    }
}
