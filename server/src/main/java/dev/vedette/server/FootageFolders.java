package dev.vedette.server;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.Videos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The folders from which the page may take files as cameras, so that it cannot show any other file of the machine. Thread-safe. */
final class FootageFolders {
    private static final int MOST_LISTED = 500;

    private final Supplier<List<Path>> roots;

    /** @param roots that hold now */
    FootageFolders(Supplier<List<Path>> roots) {
        this.roots = roots;
    }

    /** @throws VedetteException bad configuration, for a path that is not in one of them, wherever its links lead */
    void require(Path path) {
        try {
            Path real = path.toRealPath();
            for (Path root : roots.get()) {
                if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
                    return;
                }
            }
        } catch (IOException e) {
            // What is not there is told in the same way, so that nobody can find out what is.
        }
        throw VedetteException.badConfiguration("files that are to be cameras lie in "
                + String.join(" or ", roots.get().stream().map(Path::toString).toList())
                + "; more folders can be named under footage: in vedette.yaml");
    }

    /** Videos and folders of images in them. */
    List<String> list() {
        List<String> found = new ArrayList<>();
        roots.get().forEach(root -> list(root, found));
        return found;
    }

    private static void list(Path root, List<String> found) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root, 3)) {
            tree.sorted()
                    .filter(path -> Videos.isVideoFile(path)
                            || (Files.isDirectory(path) && !Videos.images(path).isEmpty()))
                    .limit(MOST_LISTED)
                    .forEach(path -> found.add(path.toString()));
        } catch (IOException | RuntimeException e) {
            // A folder that cannot be looked into has nothing to offer.
        }
    }
}
