package dev.vedette.video.dataset;

import dev.vedette.evaluation.ConnectedRegions;
import dev.vedette.evaluation.PixelMask;
import dev.vedette.evaluation.RegionTruth;
import dev.vedette.evaluation.Track;
import dev.vedette.evaluation.TrackLinker;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import java.util.List;
import java.util.Optional;

/**
 * A labelled video.
 *
 * @param name unique within the data set
 * @param truth which frames are abnormal
 * @param masks which pixels are abnormal, where the data set says so for this video
 * @param trackFile where each anomaly is, where the data set has a file of that for this video
 */
public record TestVideo(
        String name, Video video, FrameLabels truth, Optional<Masks> masks, Optional<List<Track>> trackFile) {
    public TestVideo {
        if (masks.isPresent() && truth.frames().isPresent()) {
            requireAsMany(name, masks.get().frames(), truth.frames().getAsInt());
        }
    }

    private static void requireAsMany(String name, int masks, int labels) {
        if (masks != labels) {
            throw VedetteException.badInput("video " + name + " has " + masks + " masks but " + labels
                    + " labels; expected one of each for every frame: check the labels of this video");
        }
    }

    /**
     * Labels of the video's frames, true where abnormal.
     *
     * @param frames number of frames that the video turned out to have
     * @throws VedetteException (bad input) if the data set labels another number of frames
     */
    public boolean[] labels(int frames) {
        return truth.of(name, frames);
    }

    /** Where {@link #tracks} come from, if there are any. */
    public RegionTruth regionTruth() {
        return trackFile.isPresent() ? RegionTruth.TRACK_FILES : RegionTruth.CONNECTED_REGIONS;
    }

    /**
     * Ground truth for region and track criteria: from the file of tracks, or else the 8-connected regions of the masks,
     * linked over time by overlap; empty if there are neither. Reads all masks in the latter case.
     */
    public Optional<List<Track>> tracks() {
        return trackFile.isPresent() ? trackFile : masks.map(TestVideo::link);
    }

    private static List<Track> link(Masks masks) {
        TrackLinker linker = new TrackLinker();
        try (MaskSource source = masks.open()) {
            int frame = 0;
            for (Optional<PixelMask> mask = source.next(); mask.isPresent(); mask = source.next()) {
                linker.add(frame++, ConnectedRegions.of(mask.get(), 1));
            }
        }
        return linker.tracks();
    }
}
