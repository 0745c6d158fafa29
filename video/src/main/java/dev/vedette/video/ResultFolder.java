package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of results: overlay videos, pictures and plots that are no footage, wherever they lie. */
public final class ResultFolder {
    private static final String MARK = ".vedette-results";

    private ResultFolder() {}

    /**
     * Makes a folder that is passed over when footage is looked for around it. One that is there already stays as it is, because it
     * may hold footage.
     *
     * @throws VedetteException device, when it cannot be made
     */
    public static void make(Path folder) {
        if (Files.exists(folder)) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(MARK),
                    "What Vedette made lies here; it is no footage. Without this file it is taken for such.\n");
        } catch (IOException e) {
            throw VedetteException.device(
                    "cannot make the folder " + folder + " (" + e.getMessage() + "): choose another place", e);
        }
    }

    static boolean is(Path folder) {
        return Files.exists(folder.resolve(MARK));
    }
}
