package dev.vedette.flink.learning;

import dev.vedette.detection.Detector;
import dev.vedette.detection.DetectorFile;
import dev.vedette.fault.AtomicFile;
import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of detectors, {@code CAMERA.vedette}; of a camera that was set aside, the reason is in {@code CAMERA.set-aside.txt}. Runs that
 * are not at their end have folders below {@code runs}. What is written appears whole or not at all, and writing it twice does no harm.
 *
 * @param folder a path that every machine sees
 */
record CameraStore(String folder) implements Serializable {
    /** @throws VedetteException device, when it cannot be made */
    void create() {
        try {
            Files.createDirectories(Path.of(folder));
        } catch (IOException e) {
            throw VedetteException.device("cannot make the folder " + folder + " (" + e.getMessage() + ")", e);
        }
    }

    boolean has(String camera) {
        return Files.exists(detector(camera));
    }

    void put(String camera, Detector detector) {
        DetectorFile.write(detector(camera), detector);
        delete(setAsideFile(camera));
    }

    void setAside(String camera, String reason) {
        AtomicFile.write(
                setAsideFile(camera),
                out -> out.write((reason.replaceAll("\\s*\\R\\s*", " ") + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** Why a camera was set aside. */
    Optional<String> reason(String camera) {
        Path file = setAsideFile(camera);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            throw VedetteException.device("cannot read " + file + " (" + e.getMessage() + ")", e);
        }
    }

    /** A camera is looked at anew. */
    void forget(String camera) {
        delete(setAsideFile(camera));
    }

    /**
     * Where a run keeps its checkpoint. Runs of other options or footage, which nobody can go on with, are removed.
     *
     * @param identity of options and footage, as a name
     */
    Path run(String camera, String identity) {
        Path run = runs(camera).resolve(identity);
        for (Path other : children(runs(camera))) {
            if (!other.equals(run)) {
                deleteTree(other);
            }
        }
        // Footage that a killed worker had copied there.
        children(run).stream()
                .filter(file -> file.getFileName().toString().endsWith(".raw"))
                .forEach(CameraStore::delete);
        return run;
    }

    /** Whoever begins with the run afterwards begins at its start. */
    void empty(Path run) {
        deleteTree(run);
    }

    /** A camera is learned: nothing of its runs is needed. */
    void clear(String camera) {
        deleteTree(runs(camera));
        if (children(Path.of(folder, "runs")).isEmpty()) {
            delete(Path.of(folder, "runs"));
        }
    }

    private Path runs(String camera) {
        return Path.of(folder, "runs", camera);
    }

    private Path detector(String camera) {
        return Path.of(folder, camera + ".vedette");
    }

    private Path setAsideFile(String camera) {
        return Path.of(folder, camera + ".set-aside.txt");
    }

    private static List<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(parent)) {
            return files.toList();
        } catch (IOException e) {
            throw VedetteException.device("cannot read " + parent + " (" + e.getMessage() + ")", e);
        }
    }

    private static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            all.sorted(Comparator.reverseOrder()).toList().forEach(CameraStore::delete);
        } catch (IOException e) {
            throw VedetteException.device("cannot remove " + tree + " (" + e.getMessage() + ")", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw VedetteException.device("cannot remove " + file + " (" + e.getMessage() + ")", e);
        }
    }
}
