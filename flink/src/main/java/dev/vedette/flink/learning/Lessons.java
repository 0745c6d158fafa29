package dev.vedette.flink.learning;

import dev.vedette.fault.VedetteException;
import dev.vedette.fault.VedetteException.Category;
import dev.vedette.flink.CameraVideo;
import dev.vedette.flink.Places;
import dev.vedette.frame.Video;
import dev.vedette.training.cluster.LearningJob;
import dev.vedette.training.cluster.LearningOutcome;
import dev.vedette.training.cluster.LearningOutcome.SetAside;
import dev.vedette.training.cluster.LearningPlan;
import dev.vedette.video.Videos;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * The cameras of a job.
 *
 * @param cameras to learn
 * @param leftAlone cameras that have a detector
 */
record Lessons(List<CameraSplit> cameras, List<String> leftAlone, CameraStore store) {
    /**
     * Looks for cameras, and makes the folder of detectors.
     *
     * @throws VedetteException bad input or configuration, when there is no footage, or no such folder can be
     */
    static Lessons of(LearningJob job) {
        Map<String, List<CameraVideo>> found = new LinkedHashMap<>();
        List<CameraVideo> all = CameraVideo.find(Places.of(job.footage()));
        requireSound(job, all.get(0));
        for (CameraVideo video : all) {
            found.computeIfAbsent(video.camera(), camera -> new ArrayList<>()).add(video);
        }
        CameraStore store = new CameraStore(localFolder(job.detectors()));
        store.create();
        List<CameraSplit> cameras = new ArrayList<>();
        List<String> leftAlone = new ArrayList<>();
        found.forEach((camera, videos) -> {
            if (store.has(camera) && !job.again()) {
                leftAlone.add(camera);
            } else {
                store.forget(camera);
                cameras.add(new CameraSplit(camera, List.copyOf(videos), 0));
            }
        });
        return new Lessons(List.copyOf(cameras), List.copyOf(leftAlone), store);
    }

    /** Options that suit no camera are said at once, where that takes no fetching. */
    private static void requireSound(LearningJob job, CameraVideo any) {
        Path there = new Path(any.uri());
        try {
            if (!there.getFileSystem().isDistributedFS()) {
                Video video = Videos.open(java.nio.file.Path.of(there.getPath()));
                job.settings().config(video, job.seed(), 1);
            }
        } catch (IOException e) {
            throw VedetteException.badInput(there + " cannot be read (" + e.getMessage() + ")", e);
        } catch (VedetteException e) {
            if (e.category() != Category.BAD_INPUT) {
                throw e;
            }
            // A video that cannot be read is its camera's own matter.
        }
    }

    /** Checkpoints and detectors are renamed into place, which stores of objects cannot do. */
    private static String localFolder(String place) {
        Path folder = Places.of(place);
        try {
            if (!folder.getFileSystem().isDistributedFS()) {
                return folder.getPath();
            }
        } catch (IOException e) {
            // No file system that Flink knows, so not one of files either.
        }
        throw VedetteException.badConfiguration(
                "detectors are to be learned into " + place + ", expected a path that every machine sees, as by NFS");
    }

    LearningPlan plan(URI page) {
        return new LearningPlan(cameras.stream().map(CameraSplit::camera).toList(), leftAlone, page);
    }

    /** Once the job has ended. */
    LearningOutcome outcome() {
        List<String> learned = new ArrayList<>();
        List<SetAside> setAside = new ArrayList<>();
        for (CameraSplit split : cameras) {
            String camera = split.camera();
            Optional<String> reason = store.reason(camera);
            if (reason.isEmpty() && store.has(camera)) {
                learned.add(camera);
            } else {
                setAside.add(new SetAside(
                        camera, reason.orElse("there is neither a detector nor a reason in " + store.folder())));
            }
        }
        return new LearningOutcome(List.copyOf(learned), List.copyOf(setAside));
    }
}
