package dev.vedette.server.learning;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for one learning; gone when it is closed, but for the log. */
final class RunFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /** An empty one. */
    static RunFolder create(Path path) {
        RunFolder folder = new RunFolder(path);
        folder.clear(true);
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw VedetteException.device("cannot make the folder " + path + " (" + e.getMessage() + ")", e);
        }
        return folder;
    }

    /** Removes from all of them what a server left that was killed while it learned, but for the logs. */
    static void clearLeft(Path folders) {
        if (!Files.isDirectory(folders)) {
            return;
        }
        try (Stream<Path> list = Files.list(folders)) {
            list.filter(Files::isDirectory).forEach(folder -> new RunFolder(folder).clear(false));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what is left in {} is not cleared: {}", folders, e.getMessage());
        }
    }

    Path path() {
        return path;
    }

    /** Second names for footage that may be cleared away while it is learned from; what is gone already is left out. */
    List<Path> hold(List<Path> footage) {
        List<Path> held = new ArrayList<>();
        for (Path video : footage) {
            Path link = path.resolve(video.getFileName());
            try {
                Files.createLink(link, video);
                held.add(link);
            } catch (IOException | UnsupportedOperationException e) {
                if (Files.exists(video)) {
                    held.add(video);
                }
            }
        }
        return held;
    }

    private void clear(boolean all) {
        if (!Files.isDirectory(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                boolean log = file.getFileName().toString().equals("learning.log");
                if (all || !(log || file.equals(path))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the folder {} is not cleared: {}", path, e.getMessage());
        }
    }

    @Override
    public void close() {
        clear(false);
    }
}
