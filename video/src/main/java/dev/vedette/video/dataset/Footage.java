package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Videos that lie directly in a folder: files, or folders of images. */
final class Footage {
    private Footage() {}

    /** At least one, in natural order of their names. */
    static List<Path> in(Path folder) {
        List<Path> footage = Listing.entries(folder).stream()
                .filter(entry -> Files.isDirectory(entry) || Videos.isVideoFile(entry))
                .toList();
        if (footage.isEmpty()) {
            throw VedetteException.badInput(
                    folder + " holds no video and no folder of frames; put the test videos there");
        }
        return footage;
    }

    /** Name of the folder of frames, or of the video file without its extension. */
    static String name(Path footage) {
        return Files.isDirectory(footage) ? Listing.name(footage) : Listing.stem(footage);
    }

    /** Compares the number of labels with that of the frames, where it is known without decoding. */
    static void requireFrames(Path footage, String name, FrameLabels labels) {
        if (Files.isDirectory(footage)) {
            labels.of(name, Videos.images(footage).size());
        }
    }
}
