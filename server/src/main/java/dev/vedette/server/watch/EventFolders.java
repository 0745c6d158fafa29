package dev.vedette.server.watch;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where each event's clip and pictures lie: a folder named by its number. One without a number yet lies under {@code unsaved}, named by camera and
 * moment, with a note of what is known of it. Thread-safe.
 */
public final class EventFolders {
    /** The files of an event. */
    public enum Part {
        CLIP("clip.mp4", "video/mp4"),
        SNAPSHOT("snapshot.jpg", "image/jpeg"),
        HEAT("heat.jpg", "image/jpeg"),
        SCORES("scores.json", "application/json");

        private final String file;
        private final String type;

        Part(String file, String type) {
            this.file = file;
            this.type = type;
        }

        /** Name of the file. */
        public String file() {
            return file;
        }

        /** Media type of the file. */
        public String type() {
            return type;
        }

        /** The part of a name; empty for a name of none. */
        public static Optional<Part> named(String file) {
            return Stream.of(values()).filter(part -> part.file.equals(file)).findFirst();
        }
    }

    private static final String NOTE = "event.json";

    private final Path root;

    public EventFolders(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The file, which need not be there. */
    public Path file(long event, Part part) {
        return folder(event).resolve(part.file);
    }

    Path folder(long event) {
        return root.resolve(Long.toString(event));
    }

    /** Of an event that has no number yet. */
    Path unsaved(String key) {
        return root.resolve("unsaved").resolve(key);
    }

    /** What is known of an event that the store has not taken. */
    Path note(String key) {
        return unsaved(key).resolve(NOTE);
    }

    /** All notes. */
    List<Path> waiting() {
        Path folder = root.resolve("unsaved");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(event -> event.resolve(NOTE))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw VedetteException.device("cannot look into " + folder + " (" + e.getMessage() + ")", e);
        }
    }

    /** Moves the files of an event, whatever of them there is, to where its number says. */
    void number(String key, long event) {
        for (Part part : Part.values()) {
            Path file = unsaved(key).resolve(part.file);
            if (Files.exists(file)) {
                try {
                    Files.createDirectories(folder(event));
                    Files.move(file, file(event, part), StandardCopyOption.ATOMIC_MOVE);
                } catch (IOException e) {
                    throw VedetteException.device("cannot move " + file + " (" + e.getMessage() + ")", e);
                }
            }
        }
    }

    /** The store has taken it. */
    void forget(String key) {
        delete(unsaved(key));
    }

    long bytes(long event) {
        long sum = 0;
        for (Part part : Part.values()) {
            try {
                sum += Files.size(file(event, part));
            } catch (IOException e) {
                // What is not there takes no room.
            }
        }
        return sum;
    }

    /** Removes what a process that died left of files that it had not finished. */
    public void clearUnfinished(long event) {
        Path folder = folder(event);
        try {
            for (Path file : files(folder)) {
                if (file.getFileName().toString().startsWith(".")) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw cannotClear(folder, e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.toList();
        }
    }

    private static VedetteException cannotClear(Path folder, IOException cause) {
        return VedetteException.device("cannot clear away " + folder + " (" + cause.getMessage() + ")", cause);
    }

    /** Removes an event's files, whatever of them there is. */
    public void delete(long event) {
        delete(folder(event));
    }

    private static void delete(Path folder) {
        try {
            deleteWhole(folder);
        } catch (IOException e) {
            throw cannotClear(folder, e);
        }
    }

    /** A folder that holds nothing but files, with them; also one that is not there. */
    static void deleteWhole(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
    }
}
