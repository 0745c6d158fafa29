package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** ShanghaiTech Campus (Luo et al., ICCV 2017) as distributed; the mask folders may also lie beside {@code testing/}. */
final class ShanghaiTechLayout implements DatasetLayout {
    private static final String FRAME_MASKS = "test_frame_mask";
    private static final String PIXEL_MASKS = "test_pixel_mask";

    @Override
    public String name() {
        return "ShanghaiTech Campus";
    }

    @Override
    public String contents() {
        return "training/videos/*.avi, testing/frames/01_0014/*.jpg, test_frame_mask/*.npy, test_pixel_mask/*.npy";
    }

    @Override
    public boolean matches(Path folder) {
        return masks(folder, FRAME_MASKS).isPresent()
                && footage(folder, "testing").isPresent();
    }

    private static Optional<Path> masks(Path folder, String name) {
        return Stream.of(folder.resolve("testing").resolve(name), folder.resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
    }

    private static Optional<Path> footage(Path folder, String part) {
        return Stream.of("frames", "videos")
                .map(folder.resolve(part)::resolve)
                .filter(Files::isDirectory)
                .findFirst();
    }

    @Override
    public Dataset read(Path folder, ReadOptions options) {
        Path frameMasks = masks(folder, FRAME_MASKS).orElseThrow();
        Optional<Path> pixelMasks = masks(folder, PIXEL_MASKS);
        List<TestVideo> videos = new ArrayList<>();
        for (Path footage : Footage.in(footage(folder, "testing").orElseThrow())) {
            String name = Footage.name(footage);
            FrameLabels labels = labels(frameMasks.resolve(name + ".npy"), name);
            Footage.requireFrames(footage, name, labels);
            Optional<Masks> masks = pixelMasks
                    .map(parent -> parent.resolve(name + ".npy"))
                    .filter(Files::isRegularFile)
                    .map(NpyMasks::of);
            videos.add(new TestVideo(
                    name, Videos.open(footage, options), labels, masks, TrackFile.find(folder, name, labels)));
        }
        return new Dataset(Listing.title(folder), name(), () -> training(folder, options), videos);
    }

    private static FrameLabels labels(Path file, String video) {
        if (!Files.isRegularFile(file)) {
            throw VedetteException.badInput(file + " is missing; expected the frame labels of testing video " + video);
        }
        return FrameLabels.of(NpyFile.open(file, 1).all(), file.toString());
    }

    private static List<Video> training(Path folder, ReadOptions options) {
        return footage(folder, "training")
                .map(path -> Videos.openAll(List.of(path), options))
                .orElse(List.of());
    }
}
