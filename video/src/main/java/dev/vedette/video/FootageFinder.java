package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the videos below a folder: files that look like videos, and folders of images. Hidden files and folders of results are left out. */
final class FootageFinder {
    private static final Set<String> IMAGES = Set.of("png", "jpg", "jpeg", "bmp", "tif", "tiff", "webp");
    private static final Set<String> VIDEOS = Set.of(
            "mp4", "m4v", "mov", "avi", "mkv", "webm", "mpg", "mpeg", "ts", "m2ts", "mts", "wmv", "asf", "flv", "3gp",
            "ogv", "vob", "mjpeg", "mjpg", "h264", "264", "h265", "265", "hevc", "y4m", "dav", "gif");
    private static final Comparator<Path> NATURAL =
            Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE);

    private FootageFinder() {}

    /** One video: a file, or a folder whose images these are. */
    record Found(Path path, List<Path> images) {}

    static boolean isImage(Path file) {
        return IMAGES.contains(extension(file));
    }

    static boolean isVideo(Path file) {
        return VIDEOS.contains(extension(file));
    }

    /** Image files directly in a folder, in natural order. */
    static List<Path> images(Path folder) {
        return list(folder).stream()
                .filter(entry -> isImage(entry) && !Files.isDirectory(entry))
                .toList();
    }

    /** The videos below a folder in natural order; at least one. */
    static List<Found> find(Path folder) {
        List<Found> found = new ArrayList<>();
        collect(folder, found);
        if (found.isEmpty()) {
            throw VedetteException.badInput(
                    folder + " holds no video (such as .mp4, .avi, .mkv) and no folder of images"
                            + " (.png, .jpg, .bmp, .tif, .webp); give a folder with footage in it");
        }
        return found;
    }

    private static void collect(Path folder, List<Found> found) {
        List<Path> images = new ArrayList<>();
        List<Path> others = new ArrayList<>();
        for (Path entry : list(folder)) {
            if (Files.isDirectory(entry) || isVideo(entry)) {
                others.add(entry);
            } else if (isImage(entry)) {
                images.add(entry);
            }
        }
        int before = found.size();
        for (Path entry : others) {
            if (Files.isDirectory(entry)) {
                if (!ResultFolder.is(entry)) {
                    collect(entry, found);
                }
            } else {
                found.add(new Found(entry, List.of()));
            }
        }
        if (!images.isEmpty()) {
            if (found.size() > before) {
                throw VedetteException.badInput(
                        folder + " holds images (" + images.get(0).getFileName()
                                + ") as well as videos (" + found.get(before).path()
                                + "); put the frames of one video into a folder of their own");
            }
            FrameNumbers.requireComplete(
                    folder, images.stream().map(i -> i.getFileName().toString()).toList());
            found.add(new Found(folder, images));
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted(NATURAL)
                    .toList();
        } catch (IOException e) {
            throw VedetteException.badInput(folder + " cannot be listed (" + e + "); check its rights", e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
