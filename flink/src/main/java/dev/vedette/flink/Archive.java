package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.ResultTarget;
import dev.vedette.flink.results.ResultTarget.Expected;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchivePlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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

    /**
     * Looks for videos, stores their detectors in the output folder, and makes ready what results go into.
     *
     * @throws VedetteException bad input or configuration, when there are no videos, a detector is not sound, or there are results already
     */
    static Archive of(ArchiveJob job) throws InterruptedException {
        Path output = Places.of(job.output());
        ResultTarget target = ResultTarget.of(job.results(), output);
        List<CameraVideo> found = CameraVideo.find(Places.of(job.footage()));
        Places.requireEmpty(output, DETECTORS, "choose another output");
        Path detectors = Places.of(job.detectors());
        boolean one = !Places.isFolder(detectors, "a folder of detectors, or one detector for all cameras");
        DetectorStore store = new DetectorStore(new Path(output, DETECTORS).toString());
        Map<String, String> hashes = new HashMap<>();
        List<VideoSplit> videos = new ArrayList<>();
        for (CameraVideo video : found) {
            String hash = hashes.computeIfAbsent(one ? "" : video.camera(), camera -> {
                Path file = one ? detectors : new Path(detectors, camera + ".vedette");
                return Places.exists(file) ? store.put(file) : "";
            });
            videos.add(new VideoSplit(video.name(), video.camera(), video.uri(), hash, 0, 0));
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
}
