package dev.vedette.cli.report;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pictures and overlay videos of earlier runs, which would lie beside figures that they do not belong to. */
public final class Leftovers {
    private static final Pattern PICTURE = Pattern.compile("event-(\\d{3,9})(-heat)?\\.jpg");

    private Leftovers() {}

    /**
     * Removes what an earlier run left and this one will not write anew; other files are left alone.
     *
     * @param folder of the video's results
     * @param events of this run
     * @param overlay whether this run makes an overlay video
     * @throws VedetteException device, when something cannot be removed
     */
    public static void remove(Path folder, int events, boolean overlay) {
        try {
            if (!overlay) {
                Files.deleteIfExists(folder.resolve(Illustrator.OVERLAY));
            }
            for (Path picture : pictures(folder.resolve("events"), events)) {
                Files.delete(picture);
            }
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot remove what an earlier run left in " + folder + " (" + e.getMessage()
                            + "): remove it, or choose another folder",
                    e);
        }
    }

    private static List<Path> pictures(Path folder, int events) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> number(entry) > events).toList();
        }
    }

    /** Of the event that a picture is named after; 0 for other files. */
    private static int number(Path picture) {
        Matcher name = PICTURE.matcher(picture.getFileName().toString());
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }
}
