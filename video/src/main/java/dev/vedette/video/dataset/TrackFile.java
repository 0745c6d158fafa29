package dev.vedette.video.dataset;

import dev.vedette.evaluation.Track;
import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Box;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Ground truth tracks: lines of {@code track,frame,x1,y1,x2,y2}, frames from 0, corners inside the box, in order of their numbers. */
final class TrackFile {
    private TrackFile() {}

    private static List<Track> read(Path file, FrameLabels labels) {
        SortedMap<Integer, List<Track.Region>> tracks = new TreeMap<>();
        for (TextFile.Line line : TextFile.lines(file)) {
            String[] values = line.values(6, "track,frame,x1,y1,x2,y2");
            int frame = line.number(values[1], "the frame");
            if (labels.frames().isPresent() && frame >= labels.frames().getAsInt()) {
                throw line.unusable(
                        "the video has the frames 0 to " + (labels.frames().getAsInt() - 1));
            }
            tracks.computeIfAbsent(line.number(values[0], "the track"), id -> new ArrayList<>())
                    .add(new Track.Region(frame, box(line, values)));
        }
        return tracks.entrySet().stream()
                .map(entry -> new Track(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * The tracks of a video from {@code tracks/NAME.txt} in the folder of its data set; empty if there is no such folder.
     * A video without a file has no tracks, and then may not have abnormal frames.
     */
    static Optional<List<Track>> find(Path dataset, String video, FrameLabels labels) {
        Path folder = dataset.resolve("tracks");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        Path file = folder.resolve(video + ".txt");
        if (Files.isRegularFile(file)) {
            return Optional.of(read(file, labels));
        }
        if (labels.any()) {
            throw VedetteException.badInput(file + " is missing, but video " + video
                    + " has abnormal frames; add its tracks, or take the folder " + folder + " away");
        }
        return Optional.of(List.of());
    }

    private static Box box(TextFile.Line line, String[] values) {
        int x1 = line.number(values[2], "x1");
        int y1 = line.number(values[3], "y1");
        int x2 = line.number(values[4], "x2");
        int y2 = line.number(values[5], "y2");
        if (x2 < x1 || y2 < y1) {
            throw line.unusable("expected x1 <= x2 and y1 <= y2");
        }
        return new Box(x1, y1, x2, y2);
    }
}
