package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.video.NaturalOrder;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * UBnormal (Acsintoae et al., CVPR 2022) as distributed, with its lists of names: the test part is what the two test lists
 * name, the training part what the list of normal training videos names. Videos without annotations are all normal.
 */
final class UbnormalLayout implements DatasetLayout {
    private static final String LIST = "_video_names.txt";
    private static final List<String> TEST = List.of("abnormal_test" + LIST, "normal_test" + LIST);
    private static final List<String> TRAINING = List.of("normal_training" + LIST);

    @Override
    public String name() {
        return "UBnormal";
    }

    @Override
    public String contents() {
        return "Scene1/abnormal_scene_1_scenario_1.mp4 with abnormal_scene_1_scenario_1_annotations/ beside it,"
                + " scripts/abnormal_test_video_names.txt and the other lists";
    }

    @Override
    public boolean matches(Path folder) {
        return !scenes(folder).isEmpty();
    }

    private static List<Path> scenes(Path folder) {
        return Listing.folders(folder).stream()
                .filter(entry -> Listing.name(entry).matches("Scene\\d+"))
                .toList();
    }

    @Override
    public Dataset read(Path folder, ReadOptions options) {
        Map<String, Path> files = files(folder);
        List<TestVideo> videos = new ArrayList<>();
        for (Path file : listed(folder, TEST, files)) {
            videos.add(video(folder, file, options));
        }
        return new Dataset(
                Listing.title(folder), name(), () -> training(listed(folder, TRAINING, files), options), videos);
    }

    private static List<Video> training(List<Path> files, ReadOptions options) {
        return Videos.openAll(files, options);
    }

    private static Map<String, Path> files(Path folder) {
        Map<String, Path> files = new TreeMap<>();
        for (Path scene : scenes(folder)) {
            Listing.entries(scene).stream()
                    .filter(Videos::isVideoFile)
                    .forEach(file -> files.put(Listing.stem(file), file));
        }
        return files;
    }

    /** Video files of the names in lists, in natural order of their scenes and names. */
    private static List<Path> listed(Path folder, List<String> lists, Map<String, Path> files) {
        List<Path> found = new ArrayList<>();
        for (String list : lists) {
            for (TextFile.Line line : TextFile.lines(list(folder, list))) {
                Path file = files.get(line.text());
                if (file == null) {
                    throw line.unusable("no scene folder in " + folder + " holds a video of this name");
                }
                found.add(file);
            }
        }
        found.sort(Comparator.comparing(Path::toString, NaturalOrder.INSTANCE));
        return found;
    }

    private static Path list(Path folder, String name) {
        return Stream.of(folder, folder.resolve("scripts"))
                .map(parent -> parent.resolve(name))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> VedetteException.badInput(folder + " has no list " + name
                        + "; copy the lists of names from the scripts folder of the data set's repository into it"));
    }

    private static TestVideo video(Path folder, Path file, ReadOptions options) {
        String name = Listing.stem(file);
        Path annotations = file.resolveSibling(name + "_annotations");
        Video video = Videos.open(file, options);
        if (!Files.isDirectory(annotations)) {
            if (name.startsWith("abnormal")) {
                throw VedetteException.badInput(
                        annotations + " is missing; expected the annotations of an abnormal video there");
            }
            return new TestVideo(
                    name,
                    video,
                    FrameLabels.ALL_NORMAL,
                    Optional.empty(),
                    TrackFile.find(folder, name, FrameLabels.ALL_NORMAL));
        }
        UbnormalMasks masks = UbnormalMasks.of(annotations);
        return new TestVideo(
                name, video, masks.labels(), Optional.of(masks), TrackFile.find(folder, name, masks.labels()));
    }
}
