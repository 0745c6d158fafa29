package dev.vedette.flink;

import dev.vedette.fault.VedetteException;
import dev.vedette.flink.results.ResultTarget;
import dev.vedette.flink.results.ResultTarget.Expected;
import dev.vedette.flink.results.TableSet;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.VideoRange;
import dev.vedette.video.archive.ArchiveJob;
import dev.vedette.video.archive.ArchivePlan;
import dev.vedette.video.archive.ArchivePlan.InOnePiece;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.flink.core.fs.Path;

/**
 * The videos of a job, with a detector for each camera that has one.
 *
 * @param videos and ranges of videos
 * @param inOnePiece videos that should have been cut into ranges and could not be
 * @param output folder of the job
 * @param settings how they are scored
 * @param target where results go
 */
record Archive(
        List<VideoSplit> videos,
        List<InOnePiece> inOnePiece,
        Path output,
        ArchiveSource.Settings settings,
        ResultTarget target) {
    private static final String DETECTORS = "detectors";

    /**
     * Looks for videos, stores their detectors in the output folder, cuts videos, and makes ready what results go into.
     *
     * @throws VedetteException bad input or configuration, when there are no videos, a detector is not sound, or there are results already
     */
    static Archive of(ArchiveJob job) throws InterruptedException {
        Path output = Places.of(job.output());
        ResultTarget target = ResultTarget.of(job.results(), TableSet.ARCHIVE, output);
        List<CameraVideo> found = CameraVideo.find(Places.of(job.footage()));
        Places.requireEmpty(output, DETECTORS, "choose another output");
        Path detectors = Places.of(job.detectors());
        DetectorStore store = new DetectorStore(new Path(output, DETECTORS).toString());
        UnaryOperator<String> hashes = store.ofCameras(detectors);
        ArchiveSource.Settings settings = ArchiveSource.Settings.of(job, store);
        Cutter cutter = new Cutter(job.range(), settings);
        List<VideoSplit> videos = new ArrayList<>();
        for (CameraVideo video : found) {
            String hash = hashes.apply(video.camera());
            for (VideoRange range : cutter.ranges(video, hash)) {
                videos.add(new VideoSplit(video.name(), video.camera(), video.uri(), hash, range, 0, 0));
            }
        }
        if (videos.stream().allMatch(video -> video.detector().isEmpty())) {
            throw DetectorStore.nothingIn(detectors, videos.get(0).camera());
        }
        target.prepare(found.stream()
                .map(video -> new Expected(video.camera(), video.name()))
                .toList());
        return new Archive(List.copyOf(videos), cutter.inOnePiece(), output, settings, target);
    }

    boolean hasRanges() {
        return videos.stream().anyMatch(video -> !video.range().whole());
    }

    ArchivePlan plan(URI page) {
        int whole = 0;
        TreeSet<String> cameras = new TreeSet<>(NaturalOrder.INSTANCE);
        TreeSet<String> without = new TreeSet<>(NaturalOrder.INSTANCE);
        for (VideoSplit video : videos) {
            whole += video.range().number() == 0 ? 1 : 0;
            cameras.add(video.camera());
            if (video.detector().isEmpty()) {
                without.add(video.camera());
            }
        }
        return new ArchivePlan(whole, videos.size(), cameras.size(), List.copyOf(without), inOnePiece, page);
    }
}
