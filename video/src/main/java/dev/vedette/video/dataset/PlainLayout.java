package dev.vedette.video.dataset;

import dev.vedette.fault.VedetteException;
import dev.vedette.frame.Video;
import dev.vedette.video.ReadOptions;
import dev.vedette.video.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** The layout that Vedette documents for one's own data: {@code train/}, {@code test/}, {@code labels.csv}, masks, tracks. */
final class PlainLayout implements DatasetLayout {
    static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final String LABELS = "labels.csv";

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public String contents() {
        return "test/ with videos or folders of frames, labels.csv with video,frame,label; optional train/, test_masks/,"
                + " tracks/";
    }

    @Override
    public boolean matches(Path folder) {
        return Files.isDirectory(folder.resolve(TEST)) && Files.isRegularFile(folder.resolve(LABELS));
    }

    @Override
    public Dataset read(Path folder, ReadOptions options) {
        Map<String, FrameLabels> labels = LabelsCsv.read(folder.resolve(LABELS));
        List<TestVideo> videos = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Set<String> found = new HashSet<>();
        for (Path footage : Footage.in(folder.resolve(TEST))) {
            String name = Footage.name(footage);
            String labelled = labels.containsKey(name) ? name : Listing.name(footage);
            FrameLabels own = labels.get(labelled);
            if (own == null) {
                throw VedetteException.badInput(folder.resolve(LABELS) + " has no line for the video " + name
                        + ", which lies in " + footage.getParent() + "; add its labels or take it out");
            }
            if (!known.add(name)) {
                throw VedetteException.badInput(
                        footage.getParent() + " holds two videos named " + name + "; rename one");
            }
            found.add(labelled);
            videos.add(video(folder, footage, name, own, options));
        }
        requireFootage(folder, labels.keySet(), found);
        return new Dataset(Listing.title(folder), name(), () -> training(folder, options), videos);
    }

    /** Videos below {@code train/}, however nested; none if there is no such folder. */
    static List<Video> training(Path folder, ReadOptions options) {
        Path train = folder.resolve(TRAIN);
        return Files.isDirectory(train) ? Videos.openAll(List.of(train), options) : List.of();
    }

    private static void requireFootage(Path folder, Set<String> labelled, Set<String> found) {
        for (String name : labelled) {
            if (!found.contains(name)) {
                throw VedetteException.badInput(folder.resolve(LABELS) + " labels the video " + name + ", but "
                        + folder.resolve(TEST) + " has none of that name; add it or remove its lines");
            }
        }
    }

    private static TestVideo video(Path folder, Path footage, String name, FrameLabels labels, ReadOptions options) {
        Footage.requireFrames(footage, name, labels);
        return new TestVideo(
                name,
                Videos.open(footage, options),
                labels,
                masks(folder, footage, labels),
                TrackFile.find(folder, name, labels));
    }

    private static Optional<Masks> masks(Path folder, Path footage, FrameLabels labels) {
        for (String parent : List.of("test_masks", "masks")) {
            Path masks = folder.resolve(parent).resolve(Footage.name(footage));
            if (Files.isDirectory(masks)) {
                return Optional.of(ImageMasks.named(masks, labels, frameNames(footage, masks)));
            }
        }
        return Optional.empty();
    }

    /** Masks are named as the images of the video are, or by the number of their frame in a video file. */
    private static IntFunction<String> frameNames(Path footage, Path masks) {
        if (Files.isDirectory(footage)) {
            List<String> names =
                    Videos.images(footage).stream().map(Listing::stem).toList();
            return names::get;
        }
        int digits = Listing.entries(masks).stream()
                .mapToInt(mask -> Listing.stem(mask).length())
                .min()
                .orElse(1);
        return frame -> String.format(Locale.ROOT, "%0" + digits + "d", frame);
    }
}
