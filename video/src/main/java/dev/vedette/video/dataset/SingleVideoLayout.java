package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The plain layout for one test video: {@code test.mp4} and {@code test_labels.csv} with one 0 or 1 for each frame. */
final class SingleVideoLayout implements DatasetLayout {
    private static final String LABELS = "test_labels.csv";

    @Override
    public String name() {
        return "plain, one test video";
    }

    @Override
    public String contents() {
        return "test.mp4 or another video named test, test_labels.csv with one 0 or 1 a line; optional train/";
    }

    @Override
    public boolean matches(Path folder) {
        return Files.isRegularFile(folder.resolve(LABELS)) && !footage(folder).isEmpty();
    }

    private static List<Path> footage(Path folder) {
        return Listing.entries(folder).stream()
                .filter(entry -> Files.isDirectory(entry) || Videos.isVideoFile(entry))
                .filter(entry -> Footage.name(entry).equals("test"))
                .toList();
    }

    @Override
    public Dataset read(Path folder, ReadOptions options) {
        List<Path> footage = footage(folder);
        if (footage.size() > 1) {
            throw VedetteException.badInput(folder + " holds " + footage.size() + " test videos ("
                    + footage.get(0).getFileName() + ", " + footage.get(1).getFileName() + "); expected one, as "
                    + LABELS + " labels one");
        }
        FrameLabels labels = LabelsCsv.readSingle(folder.resolve(LABELS));
        Footage.requireFrames(footage.get(0), "test", labels);
        TestVideo video = new TestVideo(
                "test",
                Videos.open(footage.get(0), options),
                labels,
                Optional.empty(),
                TrackFile.find(folder, "test", labels));
        return new Dataset(Listing.title(folder), name(), () -> PlainLayout.training(folder, options), List.of(video));
    }
}
