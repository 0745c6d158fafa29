package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.Videos;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.Path;

/**
 * A video of a camera.
 *
 * @param name path below the footage's folder
 * @param uri where it lies
 */
public record CameraVideo(String camera, String name, String uri) {
    private static final Comparator<CameraVideo> ORDER = Comparator.comparing(
                    CameraVideo::camera, NaturalOrder.INSTANCE)
            .thenComparing(CameraVideo::name, CameraVideo::byFolders);

    /**
     * All videos of a folder: those below a folder directly in it are of the camera of that name, those directly in it of one of its own
     * name.
     *
     * @return at least one, in order of cameras and names
     * @throws VedetteException bad input, when there are none
     */
    public static List<CameraVideo> find(Path footage) {
        if (!Places.isFolder(footage, "a folder with a folder of videos for each camera")) {
            throw VedetteException.badInput(
                    footage + " is a file, expected a folder with a folder of videos for each camera");
        }
        List<CameraVideo> found = new ArrayList<>();
        collect(footage, "", footage.getName(), found);
        if (found.isEmpty()) {
            throw VedetteException.badInput(
                    footage
                            + " holds no video (such as .mp4, .avi, .mkv); give a folder with a folder of videos for each camera");
        }
        found.sort(ORDER);
        return found;
    }

    private static void collect(Path folder, String below, String camera, List<CameraVideo> found) {
        for (Places.Entry entry : Places.list(folder)) {
            String name = entry.name();
            if (name.startsWith(".")) {
                continue;
            }
            if (entry.isFolder()) {
                collect(entry.path(), below + name + "/", below.isEmpty() ? name : camera, found);
            } else if (Videos.isVideoName(java.nio.file.Path.of(name))) {
                found.add(new CameraVideo(camera, below + name, entry.path().toString()));
            }
        }
    }

    /** Folder by folder, as {@link Videos} finds them, because what is learned depends on the order. */
    private static int byFolders(String one, String other) {
        String[] ones = one.split("/", -1);
        String[] others = other.split("/", -1);
        int level = 0;
        while (level < ones.length - 1 && level < others.length - 1 && ones[level].equals(others[level])) {
            level++;
        }
        return NaturalOrder.INSTANCE.compare(ones[level], others[level]);
    }
}
