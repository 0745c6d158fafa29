package dev.vedette.video;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.FrameSource;
import dev.vedette.frame.Video;
import dev.vedette.video.FootageFinder.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens footage: video files that FFmpeg reads, and folders of images (PNG, JPEG, BMP, TIFF, WebP) in natural order of
 * their names. Videos that say that they are to be turned, as phones do, come upright. What cannot be read ends in one
 * {@link VedetteException} of the category bad input. Thread-safe; a video may be opened several times at once.
 */
public final class Videos {
    private Videos() {}

    /** {@link #open(Path, ReadOptions)} with {@link ReadOptions#DEFAULTS}. */
    public static Video open(Path path) {
        return open(path, ReadOptions.DEFAULTS);
    }

    /**
     * One video: a video file, a single image, or a folder of images.
     *
     * @throws VedetteException (bad input) if it does not exist, is empty, holds no pictures, lacks a numbered frame, or
     *     is a folder of several videos
     */
    public static Video open(Path path, ReadOptions options) {
        List<Video> videos = openAll(List.of(path), options);
        if (videos.size() > 1) {
            throw VedetteException.badInput(path + " holds " + videos.size() + " videos where one is expected; give one"
                    + " of them, for instance " + videos.get(0).name());
        }
        return videos.get(0);
    }

    /**
     * Cuts a video file into ranges that can be read side by side. They begin at key frames after which nothing refers to what was before,
     * and are about equally long. Only the file's index is read: that of MP4 files, and only where each frame is a packet of its own.
     *
     * @param longest greater than 0; where there are few key frames ranges may be longer
     * @param warmUp frames that whoever reads a range needs before those that are meant, at least 0
     * @return {@link VideoRange#WHOLE} alone where the file is no longer than {@code longest}
     * @throws VedetteException (bad input) if it cannot be read, or not in ranges; the message says why
     */
    public static List<VideoRange> ranges(Path file, Duration longest, int warmUp) {
        return RangeFinder.find(file, longest, warmUp);
    }

    /**
     * Opens a video file where a range begins to read, {@link VideoRange#warmUp} frames before its first. Frames have the numbers, times
     * and pictures that they have when the file is read from its start; they go on behind the range, to the file's end. That numbers and
     * times are right is checked where ranges meet.
     *
     * @throws VedetteException (bad input) as {@link #open(Path)}, and if the file is not the one that was cut
     */
    public static FrameSource open(Path file, VideoRange range) {
        return VideoFile.probe(file, file.toString(), ReadOptions.DEFAULTS).open(range);
    }

    /** {@link #openAll(Collection, ReadOptions)} with {@link ReadOptions#DEFAULTS}. */
    public static List<Video> openAll(Path... paths) {
        return openAll(Arrays.asList(paths), ReadOptions.DEFAULTS);
    }

    /**
     * Every video that the paths name. A folder of images is one video; a folder of videos or of folders, nested at will,
     * is many, in natural order. Names are those of the files or folders, put behind those of the folders around them
     * ({@code 08-0100.mp4}) as far as it takes to make them unique, or before a number where that does not help; they hold no
     * path separator.
     *
     * @return at least one video
     * @throws VedetteException (bad input) as {@link #open(Path, ReadOptions)}, for a folder without any footage, and for
     *     a video that is named twice
     */
    public static List<Video> openAll(Collection<Path> paths, ReadOptions options) {
        return openAll(paths, options, fault -> {
            throw fault;
        });
    }

    /**
     * The same, of videos of which some may be broken.
     *
     * @param broken is told of each that does not open, where there are several; those that do are given
     * @return none where not one opens
     */
    public static List<Video> openAll(Collection<Path> paths, ReadOptions options, Consumer<VedetteException> broken) {
        List<Found> found = new ArrayList<>();
        for (Path path : paths) {
            found.addAll(find(path));
        }
        if (found.isEmpty()) {
            throw VedetteException.badInput("no footage was named; give at least one video file or folder");
        }
        List<String> names = UniqueNames.of(found.stream().map(Found::path).toList());
        List<Video> videos = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            try {
                videos.add(open(found.get(i), names.get(i), options));
            } catch (VedetteException e) {
                if (found.size() == 1) {
                    throw e;
                }
                broken.accept(e);
            }
        }
        return List.copyOf(videos);
    }

    /**
     * Image files as one video, in the order given, for data sets that spread or mix the frames of their videos.
     *
     * @param images at least one file
     * @param frameRate frames a second, greater than 0
     */
    public static Video ofImages(String name, List<Path> images, double frameRate) {
        if (images.isEmpty()) {
            throw VedetteException.badInput("video " + name + " has no images; give at least one frame");
        }
        double checked = ReadOptions.DEFAULTS.withImageFrameRate(frameRate).imageFrameRate();
        return new ImageSequence(name, images, checked);
    }

    /** Whether a path is a file that is named as videos are ({@code .mp4}, {@code .avi} …); it is not looked into. */
    public static boolean isVideoFile(Path path) {
        return Files.isRegularFile(path) && isVideoName(path);
    }

    /** Whether a path is named as videos are; it need not exist here. */
    public static boolean isVideoName(Path path) {
        return FootageFinder.isVideo(path);
    }

    /** Image files directly in a folder, in natural order of their names: the frames that {@link #open} reads from it. */
    public static List<Path> images(Path folder) {
        return FootageFinder.images(folder);
    }

    /**
     * How much of a disk a video takes, its file or all its images: tells other footage of the same name without decoding it.
     *
     * @return 0 for a video that is neither
     * @throws VedetteException (bad input) if it is no longer there
     */
    public static long bytes(Video video) {
        if (video instanceof VideoFile one) {
            return size(one.file());
        }
        return video instanceof ImageSequence many
                ? many.images().stream().mapToLong(Videos::size).sum()
                : 0;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw VedetteException.badInput(
                    file + " cannot be read (" + e + "); check that it exists and its rights", e);
        }
    }

    private static List<Found> find(Path path) {
        if (!Files.exists(path)) {
            throw VedetteException.badInput(
                    path + " does not exist; give the path of a video file or of a folder of images");
        }
        if (Files.isDirectory(path)) {
            return FootageFinder.find(path);
        }
        return List.of(new Found(path, FootageFinder.isImage(path) ? List.of(path) : List.of()));
    }

    private static Video open(Found found, String name, ReadOptions options) {
        return found.images().isEmpty()
                ? VideoFile.probe(found.path(), name, options)
                : new ImageSequence(name, found.images(), options.imageFrameRate());
    }
}
