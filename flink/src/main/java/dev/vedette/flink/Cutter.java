package dev.vedette.flink;

import dev.vedette.detection.Detector;
import dev.vedette.detection.StreamDetector;
import dev.vedette.fault.VedetteException;
import dev.vedette.video.VideoRange;
import dev.vedette.video.Videos;
import dev.vedette.video.archive.ArchivePlan.InOnePiece;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts the videos of a job into ranges, where it asks for that. Not thread-safe. */
final class Cutter {
    private final Optional<Duration> longest;
    private final ArchiveSource.Settings settings;
    private final Map<String, Integer> warmUps = new HashMap<>();
    private final List<InOnePiece> inOnePiece = new ArrayList<>();

    /** @param longest range; empty: none is cut */
    Cutter(Optional<Duration> longest, ArchiveSource.Settings settings) {
        this.longest = longest;
        this.settings = settings;
    }

    /**
     * The ranges of a video; one that cannot be cut is noted.
     *
     * @param hash of its detector; empty where there is none
     * @throws VedetteException bad configuration, when the detector's scores do not allow ranges
     */
    List<VideoRange> ranges(CameraVideo video, String hash) {
        if (hash.isEmpty()) {
            return List.of(VideoRange.WHOLE);
        }
        // Read where nothing is cut as well: a tolerance that a detector does not allow is refused before anything is
        // begun.
        int warmUp = warmUps.computeIfAbsent(hash, read -> warmUp(video.camera(), settings.detector(hash)));
        if (longest.isEmpty()) {
            return List.of(VideoRange.WHOLE);
        }
        try {
            return Videos.ranges(local(video.uri()), longest.get(), warmUp);
        } catch (VedetteException e) {
            inOnePiece.add(new InOnePiece(video.name(), String.valueOf(e.getMessage())));
            return List.of(VideoRange.WHOLE);
        }
    }

    private int warmUp(String camera, Detector detector) {
        return StreamDetector.reachBack(detector).orElseGet(() -> {
            if (longest.isEmpty()) {
                return 0;
            }
            throw VedetteException.badConfiguration("the detector of camera " + camera
                    + " passes over still places (tolerance "
                    + detector.scoring().stillTolerance()
                    + "), so its scores may depend on any frame before and videos cannot be cut into ranges: leave out"
                    + " --range, or give --still-tolerance 0, which looks everywhere always and so takes longer");
        });
    }

    private static Path local(String uri) {
        org.apache.flink.core.fs.Path there = new org.apache.flink.core.fs.Path(uri);
        try {
            if (there.getFileSystem().isDistributedFS()) {
                throw VedetteException.badInput(
                        uri + " is not cut: it is on no local file system, so each range would fetch all of it");
            }
            return Path.of(there.getPath());
        } catch (IOException e) {
            throw VedetteException.badInput(uri + " cannot be reached (" + e.getMessage() + ")", e);
        }
    }

    /** Videos that should have been cut and could not be. */
    List<InOnePiece> inOnePiece() {
        return List.copyOf(inOnePiece);
    }
}
