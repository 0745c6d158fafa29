package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.NaturalOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What lies directly in a folder, in natural order of the names, without hidden entries. */
final class Listing {
    private Listing() {}

    static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !name(entry).startsWith("."))
                    .sorted(Comparator.comparing(Listing::name, NaturalOrder.INSTANCE))
                    .toList();
        } catch (IOException e) {
            throw VedetteException.badInput(
                    folder + " cannot be listed (" + e + "); check that it exists and its rights", e);
        }
    }

    static List<Path> folders(Path folder) {
        return entries(folder).stream().filter(Files::isDirectory).toList();
    }

    /** Files whose names end so, in lower or upper case. */
    static List<Path> files(Path folder, String... endings) {
        return entries(folder).stream()
                .filter(Files::isRegularFile)
                .filter(file -> Stream.of(endings).anyMatch(name(file).toLowerCase(Locale.ROOT)::endsWith))
                .toList();
    }

    static String name(Path path) {
        return path.getFileName().toString();
    }

    /** Name of a folder, also when it is given as {@code .} or with a slash behind. */
    static String title(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return name == null ? folder.toString() : name.toString();
    }

    /** File name without its last extension. */
    static String stem(Path path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
