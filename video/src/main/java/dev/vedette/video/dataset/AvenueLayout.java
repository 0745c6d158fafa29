package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CUHK Avenue (Lu et al., ICCV 2013) as distributed; video {@code 01.avi} belongs to {@code 1_label.mat}. */
final class AvenueLayout implements DatasetLayout {
    private static final String LABELS = "testing_label_mask";
    private static final String DEMO = "ground_truth_demo";

    @Override
    public String name() {
        return "CUHK Avenue";
    }

    @Override
    public String contents() {
        return "training_videos/*.avi, testing_videos/*.avi, testing_label_mask/*_label.mat, also inside ground_truth_demo/";
    }

    @Override
    public boolean matches(Path folder) {
        return Files.isDirectory(folder.resolve("testing_videos"));
    }

    @Override
    public Dataset read(Path folder, ReadOptions options) {
        Path labels = labels(folder);
        List<TestVideo> videos = new ArrayList<>();
        for (Path footage : Footage.in(folder.resolve("testing_videos"))) {
            String name = Footage.name(footage);
            MatMasks masks = MatMasks.of(labelFile(labels, name));
            Footage.requireFrames(footage, name, masks.labels());
            videos.add(new TestVideo(
                    name,
                    Videos.open(footage, options),
                    masks.labels(),
                    Optional.of(masks),
                    TrackFile.find(folder, name, masks.labels())));
        }
        Path training = folder.resolve("training_videos");
        return new Dataset(
                Listing.title(folder),
                name(),
                () -> Files.isDirectory(training) ? Videos.openAll(List.of(training), options) : List.of(),
                videos);
    }

    private static Path labels(Path folder) {
        Path demo = folder.resolve(DEMO);
        return List.of(folder, demo, demo.resolve(DEMO)).stream()
                .map(parent -> parent.resolve(LABELS))
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> VedetteException.badInput(folder + " has no ground truth; expected the folder "
                        + LABELS + " or " + DEMO + "/" + LABELS + ", which is distributed apart from the videos"));
    }

    private static Path labelFile(Path labels, String video) {
        Path file = labels.resolve(video.replaceFirst("^0+(?=.)", "") + "_label.mat");
        if (!Files.isRegularFile(file)) {
            throw VedetteException.badInput(
                    file + " is missing; expected the ground truth of testing video " + video + " there");
        }
        return file;
    }
}
