package dev.vedette.video.dataset;

import dev.vedette.evaluation.PixelMask;
import dev.vedette.fault.VedetteException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Masks as image files in which every pixel that is not black is abnormal. */
final class ImageMasks {
    private static final String[] ENDINGS = {".png", ".bmp", ".tif", ".tiff"};

    private ImageMasks() {}

    /** One file for each frame, in natural order of their names. */
    static Masks ofAll(Path folder) {
        List<Path> files = Listing.files(folder, ENDINGS);
        if (files.isEmpty()) {
            throw VedetteException.badInput(
                    folder + " holds no masks; expected one PNG, BMP or TIFF file for each frame");
        }
        return new FrameMasks(folder.toString(), files.size(), frame -> read(files.get(frame)));
    }

    /**
     * Files that are named as their frames are; frames that are labelled normal need none.
     *
     * @param frameName name of a frame without extension, by its number
     */
    static Masks named(Path folder, FrameLabels labels, IntFunction<String> frameName) {
        Map<String, Path> files = new HashMap<>();
        Listing.files(folder, ENDINGS).forEach(file -> files.put(Listing.stem(file), file));
        if (files.isEmpty()) {
            throw VedetteException.badInput(
                    folder + " holds no masks; expected PNG, BMP or TIFF files named as the frames are");
        }
        int frames = labels.frames().orElseThrow();
        int used = 0;
        for (int frame = 0; frame < frames; frame++) {
            String name = frameName.apply(frame);
            used += files.containsKey(name) ? 1 : 0;
            if (labels.at(frame) && !files.containsKey(name)) {
                throw VedetteException.badInput(folder + " has no mask " + name
                        + ".png, but this frame is labelled abnormal; add it, or leave out all masks of this video");
            }
        }
        if (used < files.size()) {
            throw VedetteException.badInput(folder + " holds " + files.size() + " masks, of which only " + used
                    + " are named as one of the " + frames + " frames are (" + frameName.apply(0) + " to "
                    + frameName.apply(frames - 1) + "); rename them");
        }
        PixelMask model = read(files.values().iterator().next());
        PixelMask blank = PixelMask.normal(model.width(), model.height());
        return new FrameMasks(folder.toString(), frames, frame -> {
            Path file = files.get(frameName.apply(frame));
            return file == null ? blank : read(file);
        });
    }

    private static PixelMask read(Path file) {
        return GrayImage.read(file).mask(value -> value != 0);
    }
}
