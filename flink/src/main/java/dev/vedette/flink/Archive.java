package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.Videos;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchivePlan;
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
 * @param output folder of the results
 * @param detectors that the videos name
 */
record Archive(List<VideoSplit> videos, Path output, DetectorStore detectors) {
    private static final String DETECTORS = "detectors";
    private static final Comparator<VideoSplit> ORDER = Comparator.comparing(VideoSplit::camera, NaturalOrder.INSTANCE)
            .thenComparing(VideoSplit::splitId, NaturalOrder.INSTANCE);

    /**
     * Looks for videos and stores their detectors beside the results.
     *
     * @throws VedetteException bad input or configuration, when there are no videos, a detector is not sound, or there are results already
     */
    static Archive of(ArchiveJob job) {
        Path output = Places.of(job.output());
        List<VideoSplit> found = find(Places.of(job.footage()));
        Places.requireEmpty(output, DETECTORS, "choose another output");
        Path detectors = Places.of(job.detectors());
        boolean one = !Places.isFolder(detectors, "a folder of detectors, or one detector for all cameras");
        DetectorStore store = new DetectorStore(new Path(output, DETECTORS).toString());
        Map<String, String> hashes = new HashMap<>();
        List<VideoSplit> videos = new ArrayList<>();
        for (VideoSplit video : found) {
            String hash = hashes.computeIfAbsent(one ? "" : video.camera(), camera -> {
                Path file = one ? detectors : new Path(detectors, camera + ".vedette");
                return Places.exists(file) ? store.put(file) : "";
            });
            videos.add(new VideoSplit(video.splitId(), video.camera(), video.uri(), hash, 0, 0));
        }
        if (videos.stream().allMatch(video -> video.detector().isEmpty())) {
            throw VedetteException.badInput(detectors + " holds no detector for any camera, expected files such as "
                    + videos.get(0).camera() + ".vedette");
        }
        return new Archive(List.copyOf(videos), output, store);
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
        if (!Places.isFolder(footage, "a folder with a folder of videos for each camera")) {
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
        for (FileStatus entry : Places.list(folder)) {
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
}
