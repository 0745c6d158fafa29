package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.ResultTarget;
import dev.vedette.flink.results.ResultTarget.Expected;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.Videos;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchivePlan;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * The videos of a job, with a detector for each camera that has one.
 *
 * @param output folder of the job
 * @param detectors that the videos name
 * @param target where results go
 */
record Archive(List<VideoSplit> videos, Path output, DetectorStore detectors, ResultTarget target) {
    private static final String DETECTORS = "detectors";
    private static final Comparator<VideoSplit> ORDER = Comparator.comparing(VideoSplit::camera, NaturalOrder.INSTANCE)
            .thenComparing(VideoSplit::splitId, NaturalOrder.INSTANCE);

    /**
     * Looks for videos, stores their detectors in the output folder, and makes ready what results go into.
     *
     * @throws VedetteException bad input or configuration, when there are no videos, a detector is not sound, or there are results already
     */
    static Archive of(ArchiveJob job) throws InterruptedException {
        Path output = path(job.output());
        ResultTarget target = ResultTarget.of(job.results(), output);
        List<VideoSplit> found = find(path(job.footage()));
        requireEmpty(output);
        Path detectors = path(job.detectors());
        boolean one = !directory(detectors, "a folder of detectors, or one detector for all cameras");
        DetectorStore store = new DetectorStore(new Path(output, DETECTORS).toString());
        Map<String, String> hashes = new HashMap<>();
        List<VideoSplit> videos = new ArrayList<>();
        for (VideoSplit video : found) {
            String hash = hashes.computeIfAbsent(one ? "" : video.camera(), camera -> {
                Path file = one ? detectors : new Path(detectors, camera + ".vedette");
                return exists(file) ? store.put(file) : "";
            });
            videos.add(new VideoSplit(video.splitId(), video.camera(), video.uri(), hash, 0, 0));
        }
        if (videos.stream().allMatch(video -> video.detector().isEmpty())) {
            throw VedetteException.badInput(detectors + " holds no detector for any camera, expected files such as "
                    + videos.get(0).camera() + ".vedette");
        }
        target.prepare(videos.stream()
                .map(video -> new Expected(video.camera(), video.splitId()))
                .toList());
        return new Archive(List.copyOf(videos), output, store, target);
    }

    ArchivePlan plan(URI page) {
        TreeSet<String> cameras = new TreeSet<>(NaturalOrder.INSTANCE);
        TreeSet<String> without = new TreeSet<>(NaturalOrder.INSTANCE);
        for (VideoSplit video : videos) {
            cameras.add(video.camera());
            if (video.detector().isEmpty()) {
                without.add(video.camera());
            }
        }
        return new ArchivePlan(videos.size(), cameras.size(), List.copyOf(without), page);
    }

    private static List<VideoSplit> find(Path footage) {
        if (!directory(footage, "a folder with a folder of videos for each camera")) {
            throw VedetteException.badInput(
                    footage + " is a file, expected a folder with a folder of videos for each camera");
        }
        List<VideoSplit> found = new ArrayList<>();
        collect(footage, "", footage.getName(), found);
        if (found.isEmpty()) {
            throw VedetteException.badInput(
                    footage
                            + " holds no video (such as .mp4, .avi, .mkv); give a folder with a folder of videos for each camera");
        }
        found.sort(ORDER);
        return found;
    }

    private static void collect(Path folder, String below, String camera, List<VideoSplit> found) {
        for (FileStatus entry : list(folder)) {
            String name = entry.getPath().getName();
            if (name.startsWith(".")) {
                continue;
            }
            if (entry.isDir()) {
                collect(entry.getPath(), below + name + "/", below.isEmpty() ? name : camera, found);
            } else if (Videos.isVideoName(java.nio.file.Path.of(name))) {
                found.add(new VideoSplit(below + name, camera, entry.getPath().toString(), "", 0, 0));
            }
        }
    }

    private static void requireEmpty(Path output) {
        if (exists(output) && (!directory(output, "a folder") || holdsResults(output))) {
            throw VedetteException.badConfiguration(
                    output + " is not an empty folder; results of two jobs would be mixed: choose another output");
        }
    }

    /** Detectors of a job that was not begun do no harm. */
    private static boolean holdsResults(Path output) {
        for (FileStatus entry : list(output)) {
            if (!entry.getPath().getName().equals(DETECTORS)) {
                return true;
            }
        }
        return false;
    }

    private static FileStatus[] list(Path folder) {
        try {
            return folder.getFileSystem().listStatus(folder);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static boolean exists(Path path) {
        try {
            return path.getFileSystem().exists(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static boolean directory(Path path, String expected) {
        if (!exists(path)) {
            throw VedetteException.badInput(path + " does not exist, expected " + expected);
        }
        try {
            return path.getFileSystem().getFileStatus(path).isDir();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static VedetteException unreadable(Path path, IOException e) {
        return VedetteException.badInput(
                path + " cannot be read (" + e.getMessage() + "); check the address and its rights", e);
    }

    /** What has no scheme is a path of this machine, and the same on every other. */
    private static Path path(String place) {
        return place.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
                ? new Path(place)
                : new Path(java.nio.file.Path.of(place)
                        .toAbsolutePath()
                        .normalize()
                        .toString());
    }
}
