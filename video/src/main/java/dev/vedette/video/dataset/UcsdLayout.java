package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * UCSD Ped1 and Ped2 (Mahadevan et al., CVPR 2010) as distributed. Labels come from the {@code .m} file if there is one,
 * else from the masks, which Ped1 has for some of its videos only.
 */
final class UcsdLayout implements DatasetLayout {
    private static final String CLIP = "Test\\d+";
    private static final String GROUND_TRUTH = "_gt";

    @Override
    public String name() {
        return "UCSD Pedestrian";
    }

    @Override
    public String contents() {
        return "Train/Train001/*.tif, Test/Test001/*.tif, Test/Test001_gt/*.bmp or Test/*.m with gt_frame ranges";
    }

    @Override
    public boolean matches(Path folder) {
        Path test = folder.resolve("Test");
        return Files.isDirectory(test)
                && Files.isDirectory(folder.resolve("Train"))
                && Listing.folders(test).stream()
                        .anyMatch(entry -> Listing.name(entry).matches(CLIP));
    }

    @Override
    public Dataset read(Path folder, ReadOptions options) {
        Path test = folder.resolve("Test");
        List<Path> clips = Listing.folders(test).stream()
                .filter(entry -> Listing.name(entry).matches(CLIP))
                .toList();
        List<Path> scripts = Listing.files(test, ".m");
        Optional<UcsdRanges> ranges =
                scripts.isEmpty() ? Optional.empty() : Optional.of(UcsdRanges.read(scripts.get(0), clips.size()));
        List<TestVideo> videos = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            videos.add(video(folder, clips.get(i), i, ranges, options));
        }
        return new Dataset(
                Listing.title(folder), name(), () -> Videos.openAll(List.of(folder.resolve("Train")), options), videos);
    }

    private static TestVideo video(
            Path folder, Path clip, int index, Optional<UcsdRanges> ranges, ReadOptions options) {
        String name = Listing.name(clip);
        Path truth = clip.resolveSibling(name + GROUND_TRUTH);
        Optional<Masks> masks = Files.isDirectory(truth) ? Optional.of(ImageMasks.ofAll(truth)) : Optional.empty();
        int frames = Videos.images(clip).size();
        FrameLabels labels;
        if (ranges.isPresent()) {
            labels = ranges.get().labels(index, frames);
        } else {
            labels = fromMasks(
                    truth,
                    masks.orElseThrow(() -> VedetteException.badInput(
                            clip + " has no labels; expected masks in " + truth + " or a file "
                                    + clip.resolveSibling("*.m") + " with the gt_frame ranges of all videos")));
        }
        Footage.requireFrames(clip, name, labels);
        return new TestVideo(name, Videos.open(clip, options), labels, masks, TrackFile.find(folder, name, labels));
    }

    private static FrameLabels fromMasks(Path folder, Masks masks) {
        boolean[] abnormal = new boolean[masks.frames()];
        try (MaskSource source = masks.open()) {
            for (int frame = 0; frame < abnormal.length; frame++) {
                abnormal[frame] = source.next().map(PixelMask::any).orElse(false);
            }
        }
        return FrameLabels.of(abnormal, folder.toString());
    }
}
