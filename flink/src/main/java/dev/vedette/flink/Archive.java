package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.ResultTarget;
import dev.vedette.flink.results.ResultTarget.Expected;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchivePlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
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
        DetectorStore store = new DetectorStore(new Path(output, DETECTORS).toString());
        UnaryOperator<String> hashes = store.ofCameras(detectors);
        List<VideoSplit> videos = new ArrayList<>();
        for (CameraVideo video : found) {
            String hash = hashes.apply(video.camera());
            videos.add(new VideoSplit(video.name(), video.camera(), video.uri(), hash, 0, 0));
        }
        if (videos.stream().allMatch(video -> video.detector().isEmpty())) {
            throw DetectorStore.nothingIn(detectors, videos.get(0).camera());
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
